/**
 * A first sentence for an agent who has just taken a case: it says that everything was read, and asks
 * for nothing. Only ever suggested. Pure.
 *
 * @import {Packet} from "./types.js"
 * @import {Thread} from "./thread.js"
 */

/** @type {Record<string, string>} */
const BY_REASON = {
  low_understanding: "I am sorry that our assistant did not understand you.",
  frustrated: "I am sorry for the trouble this has been.",
  policy: "What you asked for needs a person's decision, and I am looking at it now.",
  value_limit: "What you asked for needs a person's decision, and I am looking at it now.",
  action_failed: "I am sorry: what our assistant tried for you did not work. I am seeing to it now.",
  diagnosis_rejected: "I see that our assistant's guess was not right. I am looking for the cause myself.",
  bot_unavailable: "I am sorry that our assistant could not answer you.",
  proactive_recovery: "I am sorry that we let you down. I would like to put that right.",
  danger: "I have read what you wrote, and I am with you now. Is everybody all right?",
};

/**
 * Nothing once the agent has said something, or where nothing was handed over.
 *
 * @param {Thread} thread
 * @param {string} agentId
 * @param {string} agentName
 */
export function openingFor({ conversation, messages, handoff }, agentId, agentName) {
  if (!handoff?.assigned_at || spoken(messages, agentId, handoff.assigned_at)) return null;
  const first = conversation.customer_name?.split(" ")[0];
  const hello = `Hello${first ? ` ${first}` : ""}, this is ${agentName}.`;
  return [hello, read(handoff.packet), BY_REASON[handoff.packet.reason.code]]
    .filter(Boolean)
    .join(" ");
}

/** @param {Packet} packet */
function read({ facts }) {
  const about = facts.order_number ? ` about order ${facts.order_number}` : "";
  return `I have read everything you wrote${about}, so you need not repeat any of it.`;
}

/**
 * @param {import("./types.js").Message[]} messages
 * @param {string} agentId
 * @param {string} since
 */
function spoken(messages, agentId, since) {
  return messages.some(
    ({ author, kind, time }) =>
      author.id === agentId && kind !== "note" && Date.parse(time) >= Date.parse(since),
  );
}
