/** Whom a row is about, told from afar: initials on a colour that stays theirs. */

import { html } from "../../html.js";
import { hueOf, initials } from "../people.js";

/** @param {{name: string | null | undefined}} props */
export const Avatar = ({ name }) => html`
  <span class="avatar" aria-hidden="true" dir="auto" style=${{ "--hue": hueOf(name ?? "") }}>${initials(name)}</span>
`;
