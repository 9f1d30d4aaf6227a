/**
 * Notes that name this agent and were not opened yet.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { when } from "../format.js";

/** @param {{desk: Desk}} props */
export function Mentions({ desk }) {
  const mentions = desk.mentions.value;
  if (!mentions.length) return null;
  return html`
    <section class="list mentions">
      <h2>Mentions <span class="count">${mentions.length}</span></h2>
      <ul aria-label="Mentions" role="list">
        ${mentions.map((each) => html`
          <li class="mention-entry" key=${each.id}>
            <button class="mention-open" onClick=${() => desk.handling.openMention(each)}>
              <span class="mention-text" dir="auto">${each.text}</span>
              <time datetime=${each.time}>${when(each.time, desk.now.value)}</time>
            </button>
            <button class="quiet" aria-label=${`Dismiss: ${each.text}`}
              onClick=${() => desk.handling.dismiss(each.id)}>×</button>
          </li>
        `)}
      </ul>
    </section>
  `;
}
