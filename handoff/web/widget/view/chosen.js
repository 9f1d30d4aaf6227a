import { html } from "../../html.js";
import { fill, texts } from "../texts.js";
import { OFFERED } from "../uploads.js";
import { focusBox } from "./focus.js";
import { alertIcon, clipIcon, closeIcon, fileIcon } from "./icons.js";
import { wordsFor } from "./refusals.js";

/**
 * @import {Client} from "../client.js"
 * @import {Upload} from "../uploads.js"
 */

/** Opens the file dialog. @param {{client: Client}} props */
export const Attach = ({ client }) =>
  html`<button class="icon clip" type="button" aria-label=${texts.value.attach}
      title=${texts.value.attach}
      onClick=${(/** @type {any} */ { currentTarget }) => currentTarget.nextElementSibling.click()}>
      ${clipIcon()}
    </button>
    <input type="file" hidden multiple accept=${OFFERED}
      onChange=${(/** @type {any} */ { target }) => {
        client.files.add(target.files);
        target.value = "";
        focusBox(target);
      }} />`;

/** The files that the next message takes along. @param {{client: Client}} props */
export function Chosen({ client: { files } }) {
  const { chosen } = files;
  const refusal = files.refusal.value;
  return html`${chosen.length > 0 &&
    html`<ul class="chips" aria-label=${texts.value.files}>
      ${chosen.map((upload) => html`<${Chip} key=${upload.id} files=${files} upload=${upload} />`)}
    </ul>`}
    ${refusal &&
    html`<p class="fate failed" role="alert">
      ${alertIcon()} <bdi>${refusal.name}</bdi>: ${wordsFor(refusal.error)}
    </p>`}`;
}

/** @param {{files: Client["files"], upload: Upload}} props */
function Chip({ files, upload: { id, name, preview, ref, share, error } }) {
  /** @param {Event} event */
  const remove = (event) => {
    focusBox(event.currentTarget);
    files.remove(id);
  };
  return html`<li class="chip">
    ${preview && error !== "fileRefused" ? html`<img src=${preview} alt="" />` : fileIcon()}
    <div>
      <span dir="auto">${name}</span>
      ${error
        ? html`<p class="fate failed" role="alert">
            ${error === "timeout" ? texts.value.held : wordsFor(error)}
          </p>`
        : !ref && html`<progress max="1" value=${share} aria-label=${name} />`}
    </div>
    <button class="icon" type="button" aria-label=${fill(texts.value.removeFile, { name })}
      onClick=${remove}>${closeIcon(16)}</button>
  </li>`;
}
