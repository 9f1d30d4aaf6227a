/**
 * The menu that "/" opens over the box: canned replies, chosen by keyboard.
 *
 * @import {Desk} from "../desk.js"
 * @import {CannedReply, Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { filled, matching, slashed } from "../replies.js";

const SHOWN = 6;

/**
 * What the menu offers for a draft; null where there is no menu.
 *
 * @param {Desk} desk
 * @param {string} draft
 */
export function offered(desk, draft) {
  const query = desk.writing.value === "reply" ? slashed(draft) : null;
  return query === null ? null : matching(desk.replies.known.value, query).slice(0, SHOWN);
}

/**
 * The reply as it goes into the box.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {CannedReply} reply
 */
export function written(desk, conversation, { text }) {
  const facts = desk.threads.of(conversation.id)?.handoff?.packet.facts ?? {};
  return filled(text, {
    agent: desk.snapshot.value?.agent.name,
    customer: conversation.customer_name,
    order: facts.order_number ? String(facts.order_number) : null,
  });
}

/**
 * @param {{replies: CannedReply[], chosen: number, choose: (reply: CannedReply) => void}} props
 */
export function CannedMenu({ replies, chosen, choose }) {
  return html`
    <ul class="canned" id="canned" role="listbox" aria-label="Canned replies">
      ${replies.map((reply, place) => html`
        <li key=${reply.id} id=${`canned-${place}`} role="option" aria-selected=${place === chosen}
          class=${place === chosen ? "chosen" : ""}
          onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
          onClick=${() => choose(reply)}>
          <strong>${reply.title}</strong> <span class="muted">${reply.text}</span>
        </li>
      `)}
    </ul>
    ${!replies.length && html`<p class="hint">No canned reply has these words.</p>`}
  `;
}
