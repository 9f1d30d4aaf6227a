/**
 * What came with a message beside its words.
 *
 * @import {Attachment as Told} from "../types.js"
 */

import { html } from "../../html.js";

/** @param {{attachment: Told}} props */
export function Attachment({ attachment }) {
  const { kind, ref, name, latitude, longitude } = attachment;
  if (kind === "location" && typeof latitude === "number" && typeof longitude === "number") {
    return html`<${Place} name=${name} latitude=${latitude} longitude=${longitude} />`;
  }
  const title = name ?? kind;
  if (!ref) return html`<p class="tag" dir="auto">${title}</p>`;
  const url = `/api/console/media/${ref}`;
  if (kind === "image") {
    return html`
      <a href=${url} target="_blank" rel="noopener">
        <img class="picture" src=${url} alt=${title} loading="lazy" />
      </a>
    `;
  }
  if (kind === "audio") {
    return html`<audio class="sound" controls preload="none" src=${url} aria-label=${title}></audio>`;
  }
  if (kind === "video") {
    return html`<video class="picture" controls preload="none" src=${url} aria-label=${title}></video>`;
  }
  return html`<p><a class="file" dir="auto" href=${url} download=${title}>${title}</a></p>`;
}

/** @param {{name: string | null | undefined, latitude: number, longitude: number}} props */
function Place({ name, latitude, longitude }) {
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return html`
    <p>
      <span dir="auto">${name ?? "Location"}</span>
      ${" "}(<a href=${url} target="_blank" rel="noopener noreferrer">${at}</a>)
    </p>
  `;
}
