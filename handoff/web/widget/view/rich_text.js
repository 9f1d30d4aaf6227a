import { html } from "../../html.js";
import { partsOf } from "../links.js";

/** Text as it was written, its web addresses clickable. Never HTML.
 * @param {{text: string}} props */
export const RichText = ({ text }) =>
  partsOf(text).map((part) =>
    part.href
      ? html`<a href=${part.href} target="_blank" rel="noopener noreferrer">${part.text}</a>`
      : part.text,
  );
