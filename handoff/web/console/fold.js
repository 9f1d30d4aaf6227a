/**
 * Folding events into a snapshot: what comes out is what a fresh snapshot would say.
 * No DOM, no clock. An event that is not understood in full throws: a page older than the desk
 * must say so instead of showing half of the truth.
 *
 * @import {SlaTimer, Colleague, Conversation, DeskEvent, Label, Notice, Offer, QueueItem, Snapshot, StoppedChannel} from "./types.js"
 */

import { placed, waits } from "./queue.js";
import { SHAPES } from "./shapes.js";

/** The page does not understand an event; only a newer page will. */
export class FoldError extends Error {}

/** @typedef {(snapshot: Snapshot, data: any) => Snapshot} Apply */

/**
 * What each type of event does. A message changes its thread; what a list shows of it comes with
 * conversation.changed.
 *
 * @type {Record<string, Apply>}
 */
const RULES = {
  "handoff.queued": withItem,
  "handoff.offered": withItem,
  "handoff.assigned": withItem,
  "handoff.resolved": withItem,
  "handoff.abandoned": withItem,
  "offer.made": withOffer,
  "offer.ended": withoutOffer,
  "conversation.changed": withConversation,
  "message.added": same,
  "message.updated": same,
  "agent.changed": withAgent,
  "channel.changed": withChannel,
  "labels.changed": withLabels,
  "readers.changed": same,
  "notice.added": withNotice,
  "notice.seen": withoutNotice,
  "clock.changed": withClock,
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
  const apply = Object.hasOwn(RULES, event.type) ? RULES[event.type] : undefined;
  if (apply === undefined) throw new FoldError(`unknown event type ${event.type}`);
  check(event, SHAPES[event.type]);
  return { ...withoutStrangeClocks(apply(snapshot, event.data)), cursor: event.cursor };
}

/**
 * @param {DeskEvent} event
 * @param {Record<string, string[] | null>} shape
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
 * @param {{clock: SlaTimer}} data
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
