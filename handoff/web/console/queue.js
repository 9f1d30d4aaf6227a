/**
 * The queue as a console has it: its head in the order of service, as far as it was asked for, and
 * what is offered to this agent wherever that stands. No DOM, no clock.
 *
 * @import {SlaTimer, QueueItem, Snapshot} from "./types.js"
 */

/** @param {QueueItem["state"] | null} state */
export function waits(state) {
  return state === "queued" || state === "offered";
}

/**
 * Whether the console has all that wait.
 *
 * @param {Snapshot} snapshot
 */
export function isWhole({ queue, waiting }) {
  return queue.length >= waiting;
}

/**
 * Behind which handoff the next page of the queue begins; null for the head.
 *
 * @param {Snapshot} snapshot
 */
export function endOf(snapshot) {
  return lastOf(snapshot)?.handoff_id ?? null;
}

/**
 * The queue with one handoff as it is now, in its place, or without it.
 *
 * @param {Snapshot} snapshot
 * @param {QueueItem} item
 */
export function placed(snapshot, item) {
  const others = snapshot.queue.filter((each) => each.handoff_id !== item.handoff_id);
  return waits(item.state) && isShown(snapshot, item) ? inserted(others, item) : others;
}

/**
 * The snapshot with a page of the queue that was behind its end; what is known already stays as it is.
 *
 * @param {Snapshot} snapshot
 * @param {{queue: QueueItem[], clocks: SlaTimer[]}} page
 */
export function withPage(snapshot, page) {
  const queue = added(snapshot.queue, page.queue).sort(byUrgency);
  return { ...snapshot, queue, clocks: added(snapshot.clocks, page.clocks) };
}

/**
 * @template {{handoff_id: string}} T
 * @param {T[]} known
 * @param {T[]} more
 */
function added(known, more) {
  const ids = new Set(known.map((each) => each.handoff_id));
  return [...known, ...more.filter((each) => !ids.has(each.handoff_id))];
}

/**
 * What stands behind the part that the console has comes with a later page.
 *
 * @param {Snapshot} snapshot
 * @param {QueueItem} item
 */
function isShown(snapshot, item) {
  if (isWhole(snapshot) || item.offered_to === snapshot.agent.id) return true;
  const last = lastOf(snapshot);
  return !!last && byUrgency(item, last) <= 0;
}

/**
 * The end of the head: an offer to this agent may stand alone, far behind it.
 *
 * @param {Snapshot} snapshot
 */
function lastOf({ queue, agent }) {
  return queue.findLast((each) => each.offered_to !== agent.id);
}

/**
 * @param {QueueItem[]} sorted
 * @param {QueueItem} item
 */
function inserted(sorted, item) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byUrgency(sorted[middle], item) < 0) low = middle + 1;
    else high = middle;
  }
  return sorted.toSpliced(low, 0, item);
}

/**
 * As the queue is served: who counts as having waited longest comes first.
 *
 * @param {QueueItem} a
 * @param {QueueItem} b
 */
function byUrgency(a, b) {
  return (
    Date.parse(a.counts_from) - Date.parse(b.counts_from) ||
    inOrder(a.counts_from, b.counts_from) ||
    inOrder(a.handoff_id, b.handoff_id)
  );
}

/**
 * Also tells microseconds apart, which Date.parse does not.
 *
 * @param {string} a
 * @param {string} b
 */
const inOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
