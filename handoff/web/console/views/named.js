/** Text of a note, with the colleagues whom it names. */

import { html } from "../../html.js";
import { cut } from "../mentions.js";
import { Text } from "./text.js";

/** @param {{text: string, names: string[]}} props */
export const Named = ({ text, names }) =>
  cut(text, names).map((piece) =>
    piece.name ? html`<span class="named" dir="auto">${piece.text}</span>` : html`<${Text} text=${piece.text} />`);
