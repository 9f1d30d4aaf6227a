import { html } from "../../html.js";
import { language, texts } from "../texts.js";
import { fileIcon } from "./icons.js";

/** What came with a message: a picture to look at, anything else to save.
 * @param {{client: import("../client.js").Client, attachment: import("../shown.js").Attachment}} props */
export function Attached({ client, attachment }) {
  const address = client.addressOf(attachment);
  const { kind, size, upload } = attachment;
  const name = attachment.name ?? texts.value.file;
  if (!address) return html`<div class="bubble file">${fileIcon()} <span dir="auto">${name}</span></div>`;
  if (kind === "image") {
    const shown = client.files.previewOf(upload) ?? address;
    return html`<a class="picture" href=${address} target="_blank" rel="noopener noreferrer">
      <img src=${shown} alt="${texts.value.picture}: ${name}" loading="lazy" />
    </a>`;
  }
  return html`<a class="bubble file" href=${address} download=${name} target="_blank"
    rel="noopener noreferrer">
    ${fileIcon()} <span dir="auto">${name}</span> ${size && html`<small>${amount(size)}</small>`}
  </a>`;
}

/** @param {number} bytes */
function amount(bytes) {
  const [value, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
  const how = { style: "unit", unit, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language.value, /** @type {any} */ (how)).format(value);
}
