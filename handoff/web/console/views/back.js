/**
 * The way back where there is room for one thing at a time.
 *
 * @import {Desk, Pane} from "../desk.js"
 */

import { html } from "../../html.js";
import { Icon } from "./icon.js";

/** @param {{desk: Desk, to: Pane, words: string, bare?: boolean}} props */
export const Back = ({ desk, to, words, bare = false }) => html`
  <button class=${`tool back ${bare ? "narrow-only" : ""}`} aria-label=${`Back to: ${words}`}
    onClick=${() => (desk.pane.value = to)}>
    <${Icon} name="arrow-left" />${!bare && html` ${words}`}
  </button>
`;
