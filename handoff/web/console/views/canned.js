/**
 * What "/" offers over the box: canned replies.
 *
 * @import {Desk} from "../desk.js"
 * @import {CannedReply, Conversation} from "../types.js"
 * @import {Offered} from "./menu.js"
 */

import { filled, matching, slashed } from "../replies.js";

const SHOWN = 6;

/**
 * What the menu offers for a reply; null where there is no menu.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {string} draft
 * @returns {Offered | null}
 */
export function repliesFor(desk, conversation, draft) {
  const query = slashed(draft);
  if (query === null) return null;
  const replies = matching(desk.replies.known.value, query).slice(0, SHOWN);
  return {
    label: "Canned replies",
    choices: replies.map((each) => ({ ...each, draft: written(desk, conversation, each) })),
    none: "No canned reply has these words.",
  };
}

/**
 * The reply as it goes into the box.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {CannedReply} reply
 */
function written(desk, conversation, { text }) {
  const facts = desk.threads.of(conversation.id)?.handoff?.packet.facts ?? {};
  return filled(text, {
    agent: desk.snapshot.value?.agent.name,
    customer: conversation.customer_name,
    order: facts.order_number ? String(facts.order_number) : null,
  });
}
