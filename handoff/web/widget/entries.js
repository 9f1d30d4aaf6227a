/**
 * What the log shows, from top to bottom: days, groups of one author's messages, quiet lines.
 *
 * @import {Author, Message} from "./shown.js"
 * @import {Conversation} from "./conversation.js"
 * @import {Outgoing} from "./outgoing.js"
 */

const PAUSE_MS = 5 * 60_000;

/**
 * @typedef {{key: string, message: Message | null, outgoing: Outgoing | null, time: string}} Item
 * @typedef {{type: "day", key: string, time: string}} Day
 * @typedef {{type: "line" | "rating_request" | "rating", key: string, message: Message}} Line
 * @typedef {{type: "group", key: string, author: Author, items: Item[]}} Group
 * @typedef {Day | Line | Group} Entry
 */

/** @param {Conversation} state @returns {Entry[]} */
export function entriesOf(state) {
  const shown = state.outgoing.filter((o) => !o.rating);
  const messages = [...state.earlier, ...state.messages].filter(hasContent);
  const items = [...messages.map(ofMessage), ...shown.map(ofOutgoing)];
  /** @type {Entry[]} */
  const entries = [];
  items.forEach((item, index) => {
    if (isNewDay(items[index - 1], item)) entries.push(dayOf(item));
    add(entries, item);
  });
  return entries;
}

/** @param {Entry[]} entries @param {Item} item */
function add(entries, item) {
  const last = entries.at(-1);
  if (item.message && isLine(item.message)) entries.push(lineOf(item.message, item.key));
  else if (last?.type === "group" && continues(last, item)) last.items.push(item);
  else entries.push({ type: "group", key: `g:${item.key}`, author: authorOf(item), items: [item] });
}

/** @param {Message} message @returns {Item} */
const ofMessage = (message) => ({
  key: message.client_id ?? `${message.conversation_id}:${message.seq}`,
  message,
  outgoing: null,
  time: message.time,
});

/** @param {Outgoing} outgoing @returns {Item} */
const ofOutgoing = (outgoing) => ({
  key: outgoing.client_id,
  message: null,
  outgoing,
  time: outgoing.time,
});

/** @param {Item} item @returns {Author} */
const authorOf = (item) => item.message?.author ?? { kind: "customer" };

/** A reply may hold nothing but data for programs. @param {Message} message */
const hasContent = ({ kind, text, image, buttons, attachments }) =>
  kind !== "text" || Boolean(text || image || buttons?.length || attachments?.length);

/** @param {Message} message */
const isLine = (message) => message.author.kind === "system" || message.kind !== "text";

/** @param {Message} message @param {string} key @returns {Line} */
const lineOf = (message, key) => ({
  type: message.kind === "text" ? "line" : message.kind,
  key,
  message,
});

/** @param {Item} item @returns {Day} */
const dayOf = (item) => ({ type: "day", key: `d:${item.key}`, time: item.time });

/** @param {Item | undefined} before @param {Item} item */
const isNewDay = (before, item) =>
  !before || new Date(before.time).toDateString() !== new Date(item.time).toDateString();

/** @param {Group} group @param {Item} item */
function continues(group, item) {
  const author = authorOf(item);
  const last = group.items[group.items.length - 1];
  return (
    group.author.kind === author.kind &&
    (author.kind === "customer" || group.author.name === author.name) &&
    Date.parse(item.time) - Date.parse(last.time) < PAUSE_MS
  );
}
