/** What somebody who had the case before sends along. */

import { html } from "../../html.js";
import { inWords } from "../brought.js";

/** @param {{brought: import("../types.js").Brought}} props */
export function BroughtAlong({ brought }) {
  const { from, said } = inWords(brought);
  return html`
    <p class="brought"><strong dir="auto">${from}</strong>${said && html` <bdi>“${said}”</bdi>`}</p>
  `;
}
