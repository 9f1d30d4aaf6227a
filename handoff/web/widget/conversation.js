/**
 * A conversation as one browser tab knows it, and how each thing that happens changes it.
 *
 * Pure functions on frozen-by-habit values: no DOM, no clock, no network. Nothing is shown twice:
 * messages are keyed by conversation and seq, and what we sent is matched by its client id.
 *
 * @import {Author, Desk, Message} from "./shown.js"
 * @import {Sent, Synced, Update} from "./wire.js"
 * @import {Outgoing, OutgoingFile} from "./outgoing.js"
 */

import { asMessage } from "./outgoing.js";

/**
 * @typedef {object} Conversation
 * @property {string | null} id
 * @property {Message[]} earlier  Of conversations before this one, oldest first.
 * @property {Message[]} messages  Of this one, by seq.
 * @property {Outgoing[]} outgoing  In the order of sending.
 * @property {Desk} desk
 * @property {{author: Author} | null} typing
 * @property {number} cursor  Everything up to this seq has arrived: where the last sync ended. What
 *   comes live proves nothing, as our own words may overtake an answer that is still on its way.
 * @property {boolean} synced  The present connection has caught up.
 * @property {number} readSeq
 * @property {number[]} pressed  Seqs of questions whose button was pressed here.
 * @property {boolean} anew  This one has ended, and the customer is about to begin another.
 */

/** @type {Desk} */
const QUIET = {
  conversation_id: null,
  owner: null,
  agent: null,
  bot: "up",
  question_seq: 0,
  queue: null,
  ended: false,
};

/** @type {Conversation} */
export const EMPTY = {
  id: null,
  earlier: [],
  messages: [],
  outgoing: [],
  desk: QUIET,
  typing: null,
  cursor: 0,
  synced: false,
  readSeq: 0,
  pressed: [],
  anew: false,
};

/** @param {Conversation} state @param {Message} message @returns {Conversation} */
export function messageArrived(state, message) {
  const next = placed(inConversation(state, message.conversation_id), message);
  const isOver = next.typing?.author.kind === message.author.kind;
  return isOver ? typingOver(next) : next;
}

/** @param {Conversation} state @param {Synced} reply @returns {Conversation} */
export function caughtUp(state, reply) {
  const begun = inConversation(state, reply.conversation_id);
  const next = reply.messages.reduce(placed, begun);
  const desk = reply.state ?? next.desk;
  const cursor = reply.messages.at(-1)?.seq ?? next.cursor;
  return { ...next, desk, synced: true, cursor };
}

/** Where a sync is to go on, or that it is to bring everything again. @param {Conversation} state */
export const syncRequest = (state, { whole } = { whole: false }) => ({
  conversation_id: state.id,
  last_seq: whole ? 0 : state.cursor,
});

/** The connection is gone: what comes live is no proof any more that nothing is missing.
 * @param {Conversation} state @returns {Conversation} */
export const disconnected = (state) => ({ ...state, synced: false, typing: null });

/** What was read in another tab, or on another device, has been read.
 * @param {Conversation} state @param {Update} update @returns {Conversation} */
export function messageUpdated(state, { conversation_id, seq, ...changes }) {
  if (conversation_id !== state.id) return state;
  const messages = state.messages.map((m) => (m.seq === seq ? { ...m, ...changes } : m));
  const next = { ...state, messages };
  return changes.state === "read" ? readUpTo(next, seq) : next;
}

/** @param {Conversation} state @param {Desk} desk @returns {Conversation} */
export function deskChanged(state, desk) {
  const next = desk.conversation_id ? inConversation(state, desk.conversation_id) : state;
  const isOver = (next.typing?.author.kind === "bot") !== isWithBot(desk);
  return { ...(isOver ? typingOver(next) : next), desk };
}

/** The customer wants another conversation, which their next message begins.
 * @param {Conversation} state @returns {Conversation} */
export const startedOver = (state) => ({ ...state, anew: true });

/** The customer has ended it, and nothing is to be written here. @param {Conversation} state */
export const isOver = ({ desk, anew }) => desk.ended && !anew;

/** @param {Conversation} state @param {Author} author @returns {Conversation} */
export const typingSeen = (state, author) => ({ ...state, typing: { author } });

/** @param {Conversation} state @returns {Conversation} */
export const typingOver = (state) => ({ ...state, typing: null });

/** @param {Conversation} state @param {Outgoing} outgoing @returns {Conversation} */
export function queued(state, outgoing) {
  if (isKnown(state, outgoing.client_id)) return state;
  const pressed = outgoing.button ? [...state.pressed, outgoing.button.seq] : state.pressed;
  return { ...state, pressed, outgoing: [...state.outgoing, outgoing] };
}

/** The server has stored it: shown in its place until the server's own copy arrives.
 * @param {Conversation} state @param {string} clientId @param {Sent} sent @returns {Conversation} */
export function stored(state, clientId, { seq, conversation_id, time }) {
  const outgoing = state.outgoing.find((o) => o.client_id === clientId);
  if (!outgoing) return state;
  const next = inConversation(state, conversation_id);
  if (next.messages.some((m) => m.seq === seq)) return without(next, clientId);
  return placed(next, asMessage(outgoing, { seq, conversation_id, time }));
}

/** The desk has files of it by now. @param {Conversation} state @param {string} clientId
 * @param {OutgoingFile[]} files @returns {Conversation} */
export const uploaded = (state, clientId, files) => changed(state, clientId, { files });

/** @param {Conversation} state @param {string} clientId @param {string} error
 * @returns {Conversation} */
export const refused = (state, clientId, error) =>
  changed(state, clientId, { state: "failed", error });

/** @param {Conversation} state @param {string} clientId @returns {Conversation} */
export const retried = (state, clientId) =>
  changed(state, clientId, { state: "sending", error: null });

/** @param {Conversation} state @param {string} clientId @returns {Conversation} */
export const discarded = (state, clientId) => without(state, clientId);

/** What got no answer is sent again, with the same client id, once there is a connection.
 * @param {Conversation} state @returns {Conversation} */
export const timeoutsRetried = (state) =>
  state.outgoing
    .filter((o) => o.error === "timeout")
    .reduce((next, o) => retried(next, o.client_id), state);

/** @param {Conversation} state */
export const nextToSend = (state) => state.outgoing.find((o) => o.state === "sending");

/** @param {Conversation} state @param {number} seq @returns {Conversation} */
export const readUpTo = (state, seq) => ({ ...state, readSeq: Math.max(state.readSeq, seq) });

/** How many messages of others were not read yet. @param {Conversation} state */
export const unreadCount = (state) =>
  state.messages.filter((m) => m.seq > state.readSeq && isFromDesk(m)).length;

/** Up to where the desk's messages have arrived. @param {Conversation} state */
export const lastFromDesk = (state) =>
  state.messages.findLast((m) => m.author.kind !== "customer")?.seq ?? 0;

/** The customer spoke last, and the bot is there to answer. @param {Conversation} state */
export const isBotsTurn = (state) =>
  state.messages.at(-1)?.author.kind === "customer" &&
  state.messages.at(-1)?.kind === "text" &&
  state.desk.bot === "up" &&
  isWithBot(state.desk);

/** @param {Desk} desk */
const isWithBot = ({ owner }) => owner !== "agent" && owner !== "queue";

/** @param {Conversation} state */
export const lastSeq = (state) => state.messages.at(-1)?.seq ?? 0;

/** May the buttons of this message be pressed? @param {Conversation} state @param {Message} message */
export const isOpenQuestion = (state, message) =>
  message.conversation_id === state.id &&
  message.seq >= state.desk.question_seq &&
  !state.pressed.includes(message.seq);

/** Who answers at the moment. @param {Conversation} state @param {string} botName @returns {Author} */
export function speaker(state, botName) {
  const { owner, agent } = state.desk;
  return owner === "agent" && agent
    ? { kind: "agent", name: agent.name }
    : { kind: "bot", name: botName };
}

/** @param {Message} message */
const isFromDesk = ({ author }) => author.kind === "bot" || author.kind === "agent";

/** @param {Conversation} state @param {string} clientId */
const isKnown = (state, clientId) =>
  state.outgoing.some((o) => o.client_id === clientId) ||
  state.messages.some((m) => m.client_id === clientId);

/** A new conversation begins below what is already on the screen.
 * @param {Conversation} state @param {string | null} id @returns {Conversation} */
function inConversation(state, id) {
  if (state.id === id) return state;
  if (state.id === null) return { ...state, id };
  const earlier = [...state.earlier, ...state.messages];
  const begun = { messages: [], pressed: [], cursor: 0, readSeq: 0, synced: false, anew: false };
  return { ...state, ...begun, id, earlier };
}

/** @param {Conversation} state @param {Message} message @returns {Conversation} */
function placed(state, message) {
  const others = state.messages.filter((m) => m.seq !== message.seq);
  const at = others.findLastIndex((m) => m.seq < message.seq) + 1;
  const next = { ...state, messages: others.toSpliced(at, 0, withUploads(state, message)) };
  return message.client_id ? without(next, message.client_id) : next;
}

/** The desk's copy of a message of ours, and which of this page's files it came with.
 * @param {Conversation} state @param {Message} message @returns {Message} */
function withUploads(state, message) {
  const uploads = uploadsOf(state, message);
  const attachments = message.attachments?.map((each, index) => ({ ...each, upload: uploads[index] }));
  return uploads.length > 0 ? { ...message, attachments } : message;
}

/** @param {Conversation} state @param {Message} message */
function uploadsOf({ messages, outgoing }, { seq, client_id }) {
  const known = messages.find((m) => m.seq === seq);
  if (known) return (known.attachments ?? []).map(({ upload }) => upload);
  return (outgoing.find((o) => o.client_id === client_id)?.files ?? []).map(({ id }) => id);
}

/** @param {Conversation} state @param {string} clientId @returns {Conversation} */
const without = (state, clientId) => ({
  ...state,
  outgoing: state.outgoing.filter((o) => o.client_id !== clientId),
});

/** @param {Conversation} state @param {string} clientId @param {Partial<Outgoing>} changes
 * @returns {Conversation} */
const changed = (state, clientId, changes) => ({
  ...state,
  outgoing: state.outgoing.map((o) => (o.client_id === clientId ? { ...o, ...changes } : o)),
});
