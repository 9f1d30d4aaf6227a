/**
 * The menu over the box, chosen from by keyboard: canned replies behind "/", colleagues behind "@".
 *
 * @typedef {{id: string, title: string, text: string, draft: string}} Choice  `draft` is what stands
 *   in the box once it is chosen
 * @typedef {{label: string, choices: Choice[], none: string}} Offered
 */

import { html } from "../../html.js";

/** @param {{offered: Offered, chosen: number, choose: (choice: Choice) => void}} props */
export function Menu({ offered: { label, choices, none }, chosen, choose }) {
  return html`
    <ul class="canned" id="canned" role="listbox" aria-label=${label}>
      ${choices.map((choice, place) => html`
        <li key=${choice.id} id=${`canned-${place}`} role="option" aria-selected=${place === chosen}
          class=${place === chosen ? "chosen" : ""}
          onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
          onClick=${() => choose(choice)}>
          <strong dir="auto">${choice.title}</strong> <span class="muted" dir="auto">${choice.text}</span>
        </li>
      `)}
    </ul>
    ${!choices.length && html`<p class="hint">${none}</p>`}
  `;
}
