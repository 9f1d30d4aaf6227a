/**
 * What the agent must know: the summary in five seconds, then the customer, then the facts.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { facts } from "../words.js";
import { Customer } from "./customer.js";
import { Past } from "./past.js";
import { Summary } from "./summary.js";

/** @param {{desk: Desk}} props */
export function Case({ desk }) {
  const thread = desk.thread.value;
  if (!thread) return null;
  const packet = thread.handoff?.packet ?? null;
  return html`
    <${Summary} packet=${packet} />
    <${Customer} desk=${desk} thread=${thread} />
    <${Past} desk=${desk} past=${thread.past} />
    <${Facts} facts=${facts(packet?.facts ?? {})} />
  `;
}

/** @param {{facts: [string, string][]}} props */
function Facts({ facts }) {
  return html`
    <section class="part" aria-label="Facts">
      <h2>Facts</h2>
      ${facts.length
        ? html`<dl class="facts">
            ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
          </dl>`
        : html`<p class="empty">None collected.</p>`}
    </section>
  `;
}
