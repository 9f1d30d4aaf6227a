/**
 * Folding events into a snapshot: what comes out is what a fresh snapshot would say.
 * No DOM, no clock. An event that is not understood in full throws: a page older than the desk
 * must say so instead of showing half of the truth.
 *
 * @import {Clock, Colleague, Conversation, DeskEvent, Label, Notice, Offer, QueueItem, Snapshot, StoppedChannel} from "./types.js"
 */

import { placed, waits } from "./queue.js";

/** The page does not understand an event; only a newer page will. */
export class FoldError extends Error {}

const AGENT = ["id", "name", "presence", "at_desk"];
const CONVERSATION = [
  "id", "channel", "owner", "epoch", "agent_id", "customer_name", "level", "how", "last_seq",
  "last_text", "updated_at", "opened_at", "handoff_id", "reply_window_until",
  "page", "priority", "labels", "asking",
];
const MESSAGE = [
  "id", "conversation_id", "seq", "author", "kind", "text", "time", "buttons", "image",
  "attachments", "custom", "client_id", "turn_id", "state", "channel",
];
const OFFER = ["id", "handoff_id", "conversation_id", "expires_at"];
const QUEUE_ITEM = [
  "handoff_id", "conversation_id", "state", "reason", "skill", "priority", "situation",
  "customer_name", "channel", "created_at", "queued_at", "counts_from", "offered_to",
  "labels",
];
const NOTICE = ["id", "text", "conversation_id", "time", "seq"];
const CLOCK = ["handoff_id", "conversation_id", "waits_since", "dues"];

/**
 * Fields of an event's data; a list names the fields of the object in that place.
 *
 * @typedef {Record<string, string[] | null>} Shape
 * @typedef {{shape: Shape, apply: (snapshot: Snapshot, data: any) => Snapshot}} Rule
 */

/** @type {Rule} */
const HANDOFF = { shape: { item: QUEUE_ITEM, was: null }, apply: withItem };

/** @type {Record<string, Rule>} */
const RULES = {
  "handoff.queued": HANDOFF,
  "handoff.offered": HANDOFF,
  "handoff.assigned": HANDOFF,
  "handoff.resolved": HANDOFF,
  "handoff.abandoned": HANDOFF,
  "offer.made": { shape: { offer: OFFER, agent_id: null }, apply: withOffer },
  "offer.ended": { shape: { offer: OFFER, agent_id: null, state: null }, apply: withoutOffer },
  "conversation.changed": { shape: { conversation: CONVERSATION }, apply: withConversation },
  // A message changes its thread; what a list shows of it comes with conversation.changed.
  "message.added": { shape: { conversation_id: null, message: MESSAGE }, apply: same },
  "message.updated": {
    shape: { conversation_id: null, seq: null, state: null, custom: null, text: null },
    apply: same,
  },
  "agent.changed": { shape: { agent: AGENT }, apply: withAgent },
  "channel.changed": { shape: { channel: null, stopped: null }, apply: withChannel },
  "labels.changed": { shape: { labels: null }, apply: withLabels },
  "readers.changed": { shape: { conversation_id: null, readers: null }, apply: same },
  "notice.added": { shape: { notice: NOTICE }, apply: withNotice },
  "notice.seen": { shape: { notice: NOTICE }, apply: withoutNotice },
  "clock.changed": { shape: { clock: CLOCK }, apply: withClock },
};

/**
 * The snapshot after one event. Throws FoldError on an unknown type or field.
 *
 * @param {Snapshot} snapshot
 * @param {DeskEvent} event
 * @returns {Snapshot}
 */
export function fold(snapshot, event) {
  refuseUnknown(event, ["cursor", "type", "data"], "an event");
  const rule = Object.hasOwn(RULES, event.type) ? RULES[event.type] : undefined;
  if (rule === undefined) throw new FoldError(`unknown event type ${event.type}`);
  check(event, rule.shape);
  return { ...withoutStrangeClocks(rule.apply(snapshot, event.data)), cursor: event.cursor };
}

/**
 * @param {DeskEvent} event
 * @param {Shape} shape
 */
function check(event, shape) {
  refuseUnknown(event.data, Object.keys(shape), event.type);
  for (const [name, fields] of Object.entries(shape)) {
    if (fields !== null) refuseUnknown(event.data[name], fields, `${event.type} ${name}`);
  }
}

/**
 * @param {object} value
 * @param {string[]} known
 * @param {string} where
 */
function refuseUnknown(value, known, where) {
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) throw new FoldError(`unknown field ${name} in ${where}`);
  }
}

/** @param {Snapshot} snapshot */
function same(snapshot) {
  return snapshot;
}

/**
 * @param {Snapshot} snapshot
 * @param {{item: QueueItem, was: QueueItem["state"] | null}} data
 */
function withItem(snapshot, { item, was }) {
  const waiting = snapshot.waiting + Number(waits(item.state)) - Number(waits(was));
  return { ...snapshot, waiting, queue: placed(snapshot, item) };
}

/**
 * @param {Snapshot} snapshot
 * @param {{offer: Offer, agent_id: string}} data
 */
function withOffer(snapshot, { offer, agent_id }) {
  if (agent_id !== snapshot.agent.id) return snapshot;
  return { ...snapshot, offers: put(snapshot.offers, offer) };
}

/**
 * @param {Snapshot} snapshot
 * @param {{offer: Offer}} data
 */
function withoutOffer(snapshot, { offer }) {
  return { ...snapshot, offers: snapshot.offers.filter((each) => each.id !== offer.id) };
}

/**
 * @param {Snapshot} snapshot
 * @param {{conversation: Conversation}} data
 */
function withConversation(snapshot, { conversation }) {
  const mine = conversation.owner === "agent" && conversation.agent_id === snapshot.agent.id;
  const conversations = mine
    ? put(snapshot.conversations, conversation)
    : snapshot.conversations.filter((each) => each.id !== conversation.id);
  return { ...snapshot, conversations };
}

/**
 * @param {Snapshot} snapshot
 * @param {{agent: Colleague}} data
 */
function withAgent(snapshot, { agent }) {
  const { at_desk, ...known } = agent;
  const own = agent.id === snapshot.agent.id ? { ...snapshot.agent, ...known } : snapshot.agent;
  return { ...snapshot, agent: own, agents: put(snapshot.agents, agent) };
}

/**
 * @param {Snapshot} snapshot
 * @param {{channel: string, stopped: StoppedChannel | null}} data
 */
function withChannel(snapshot, { channel, stopped }) {
  const others = snapshot.stopped_channels.filter((each) => each.channel !== channel);
  return { ...snapshot, stopped_channels: stopped ? [...others, stopped] : others };
}

/**
 * @param {Snapshot} snapshot
 * @param {{labels: Label[]}} data
 */
function withLabels(snapshot, { labels }) {
  return { ...snapshot, labels };
}

/**
 * @param {Snapshot} snapshot
 * @param {{notice: Notice}} data
 */
function withNotice(snapshot, { notice }) {
  return { ...snapshot, notices: put(snapshot.notices, notice) };
}

/**
 * @param {Snapshot} snapshot
 * @param {{notice: Notice}} data
 */
function withoutNotice(snapshot, { notice }) {
  return { ...snapshot, notices: snapshot.notices.filter((each) => each.id !== notice.id) };
}

/**
 * @param {Snapshot} snapshot
 * @param {{clock: Clock}} data
 */
function withClock(snapshot, { clock }) {
  const others = snapshot.clocks.filter((each) => each.handoff_id !== clock.handoff_id);
  return { ...snapshot, clocks: [...others, clock] };
}

/**
 * Only the clocks of what is shown: of what waits, and of the agent's own cases.
 *
 * @param {Snapshot} snapshot
 */
function withoutStrangeClocks(snapshot) {
  const shown = new Set(snapshot.queue.map((each) => each.handoff_id));
  for (const { handoff_id } of snapshot.conversations) if (handoff_id) shown.add(handoff_id);
  const clocks = snapshot.clocks.filter((each) => shown.has(each.handoff_id));
  return clocks.length === snapshot.clocks.length ? snapshot : { ...snapshot, clocks };
}

/**
 * The list with the item in its place, or at the end when it is new.
 *
 * @template {{id: string}} T
 * @param {T[]} list
 * @param {T} item
 * @returns {T[]}
 */
function put(list, item) {
  const known = list.some((each) => each.id === item.id);
  return known ? list.map((each) => (each.id === item.id ? item : each)) : [...list, item];
}
