/**
 * Keyboard shortcuts: one table for the handler and for the list of them.
 *
 * @import {Desk} from "./desk.js"
 * @typedef {{key: string, words: string, run: (desk: Desk) => void}} Shortcut
 */

import { nextPriority } from "./casework.js";
import { kept } from "./kept.js";
import { nextToQuote } from "./quotes.js";

/** Single keys can be switched off: they get in the way of speech input. */
export const singleKeys = kept("single-keys", true);

/** @type {Shortcut[]} */
export const SHORTCUTS = [
  { key: "j", words: "Next conversation", run: (desk) => desk.selectNext(1) },
  { key: "k", words: "Previous conversation", run: (desk) => desk.selectNext(-1) },
  { key: "a", words: "Accept the first case offered to you", run: acceptFirst },
  { key: "r", words: "Write a reply", run: (desk) => desk.write("reply") },
  { key: "n", words: "Write an internal note", run: (desk) => desk.write("note") },
  { key: "q", words: "Quote the customer's last message, again for the one before", run: quote },
  { key: "l", words: "Labels of the conversation", run: askForLabels },
  { key: "p", words: "Priority: normal, high, urgent", run: prioritise },
  { key: "b", words: "Let the bot ask for something", run: askBot },
  { key: "m", words: "Open the first note that names you", run: (desk) => desk.handling.openMention(desk.mentions.value[0]) },
  { key: "e", words: "Resolve the conversation", run: askToResolve },
  { key: "u", words: "Undo resolving", run: undo },
  { key: "/", words: "Find a message, a note or a customer", run: find },
  { key: "i", words: "Incidents", run: (desk) => (desk.dialog.value = "incidents") },
  { key: "f", words: "Live floor, for supervisors", run: (desk) => show(desk, "floor") },
  { key: "g", words: "Reports, for supervisors", run: (desk) => show(desk, "reports") },
  { key: "?", words: "Show this list", run: (desk) => (desk.dialog.value = "shortcuts") },
];

/** @param {Desk} desk */
export function listenToKeys(desk) {
  addEventListener("keydown", (event) => {
    const step = event.altKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined;
    const shortcut = SHORTCUTS.find((each) => each.key === event.key);
    const finds = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (desk.dialog.value) return;
    if (finds) find(desk);
    else if (step) desk.selectNext(/** @type {1 | -1} */ (step));
    else if (shortcut && isFree(event)) shortcut.run(desk);
    else return;
    event.preventDefault();
  });
}

/** @param {KeyboardEvent} event */
function isFree(event) {
  const { target } = event;
  const writes = target instanceof Element && target.closest("input:not([type=radio]), textarea");
  const held = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
  return singleKeys.value && !writes && !held;
}

/**
 * @param {Desk} desk
 * @param {"floor" | "reports"} page
 */
function show(desk, page) {
  if (desk.may(page)) desk.view.value = page;
}

/** @param {Desk} desk */
function undo(desk) {
  desk.resolving.undo(desk.resolving.all.at(-1)?.conversation_id);
}

/** @param {Desk} desk */
function find(desk) {
  desk.dialog.value = "search";
}

/** @param {Desk} desk */
function acceptFirst(desk) {
  const offer = desk.snapshot.value?.offers[0];
  if (offer) desk.handling.accept(offer);
}

/** @param {Desk} desk */
function askToResolve(desk) {
  const { id } = desk.thread.value?.conversation ?? {};
  if (id && desk.canReply.value && !desk.resolving.has(id)) desk.dialog.value = "resolve";
}

/** @param {Desk} desk */
function quote(desk) {
  const thread = desk.thread.value;
  if (!thread || !desk.canReply.value) return;
  const { id } = thread.conversation;
  desk.quotes.set(id, nextToQuote(thread.messages, desk.quotes.of(id)));
  // The keyboard stays here, so that the key can be pressed again.
  desk.writing.value = "reply";
}

/** @param {Desk} desk */
function askForLabels(desk) {
  if (desk.thread.value) desk.dialog.value = "labels";
}

/** @param {Desk} desk */
function prioritise(desk) {
  const conversation = desk.thread.value?.conversation;
  if (conversation?.priority) desk.casework.prioritise(conversation, nextPriority(conversation.priority));
}

/** @param {Desk} desk */
function askBot(desk) {
  const { id } = desk.thread.value?.conversation ?? {};
  if (id && desk.canReply.value && !desk.resolving.has(id)) desk.dialog.value = "ask-bot";
}
