/** Text of people, with its web addresses as links and nothing else as markup. */

import { html } from "../../html.js";
import { pieces } from "../links.js";

/** @param {{text: string}} props */
export function Text({ text }) {
  return pieces(text).map((piece) =>
    piece.href
      ? html`<a dir="ltr" href=${piece.href} target="_blank" rel="noopener noreferrer">${piece.text}</a>`
      : piece.text,
  );
}
