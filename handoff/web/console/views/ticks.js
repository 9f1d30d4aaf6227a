/** How far a message to the customer has come. */

import { html } from "../../html.js";

const ONE = "M2 8.5l3 3 6-7";
const CIRCLE = "M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0z";
const TWO = "M2 8.5l3 3 6-7 M8 11l.5.5 6-7";

/** @type {Record<string, {path: string, word: string}>} */
const STATES = {
  queued: { path: `M8 4.5v4l2.5 1.5 ${CIRCLE}`, word: "Waiting to be sent" },
  sent: { path: ONE, word: "Sent" },
  delivered: { path: TWO, word: "Delivered" },
  read: { path: TWO, word: "Read" },
  failed: { path: `M8 4.5v4.5 M8 11.5v.2 ${CIRCLE}`, word: "Not delivered" },
};

/** @param {{state: string}} props */
export function Ticks({ state }) {
  const { path, word } = STATES[state];
  return html`
    <span class=${`ticks ${state}`} title=${word}>
      <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=${word}>
        <path d=${path} fill="none" stroke="currentColor" stroke-width="1.6"
          stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      ${state === "failed" && word}
    </span>
  `;
}
