/**
 * How long a customer has waited for an answer, and how near the next service target is.
 *
 * @import {Desk} from "../desk.js"
 * @import {SlaTimer} from "../types.js"
 */

import { html } from "../../html.js";
import { pressing, words } from "../clocks.js";
import { age } from "../format.js";

/**
 * Only what is near or missed: what is calm needs no word.
 *
 * @param {{desk: Desk, clock: SlaTimer | undefined}} props
 */
export function Due({ desk, clock }) {
  const now = desk.now.value;
  const found = pressing(clock, now);
  if (!found || found.level === "calm") return null;
  return html`<span class=${`due ${found.level}`}>${words(found.due, now)}</span>`;
}

/** @param {{desk: Desk, clock: SlaTimer}} props */
export function Waits({ desk, clock }) {
  if (!clock.waits_since) return html`<span class="muted">waits for the customer</span>`;
  return html`<span>waits ${age(clock.waits_since, desk.now.value)}</span>`;
}
