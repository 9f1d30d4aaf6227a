/**
 * Following the desk: a snapshot first, then every event after its cursor once and in order,
 * whatever the connection does meanwhile. No DOM, no clock.
 *
 * @import {DeskEvent, QueueItem, Snapshot} from "./types.js"
 */

import { fold } from "./fold.js";
import { endOf, isWhole, placed, withPage } from "./queue.js";

/** @typedef {(name: string, data: object) => Promise<any>} Ask  one acknowledged call */

export class Follower {
  /** @type {Snapshot | null} */
  #snapshot = null;
  /** @type {DeskEvent[] | null}  what arrives while the past is being fetched */
  #held = null;
  #attempt = 0;
  /** @type {QueueItem[] | null}  what changes in the queue while a page of it is being fetched */
  #changed = null;

  /**
   * @param {Ask} ask
   * @param {(snapshot: Snapshot, event: DeskEvent | null) => void} show  called after each change;
   *   the event is null for a fresh snapshot
   */
  constructor(ask, show) {
    this.ask = ask;
    this.show = show;
  }

  /** Catch up after each connect. Rejects when the connection is lost on the way. */
  async connected() {
    const attempt = ++this.#attempt;
    this.#held = [];
    const past = await this.#past();
    if (attempt !== this.#attempt) return;
    const held = this.#held;
    this.#held = null;
    if (past.snapshot) this.#begin(past.snapshot);
    for (const event of [...past.events, ...held]) this.#apply(event);
  }

  /** @param {DeskEvent} event */
  receive(event) {
    if (this.#held) this.#held.push(event);
    else this.#apply(event);
  }

  /**
   * One more page of a queue that is longer than what is known of it. Null when there is nothing to
   * add, or the desk was begun anew meanwhile.
   *
   * @returns {Promise<Snapshot | null>}
   */
  async more() {
    const asked = this.#snapshot;
    if (!asked || this.#changed || this.#held || isWhole(asked)) return null;
    const [attempt, changed] = [this.#attempt, (this.#changed = /** @type {QueueItem[]} */ ([]))];
    try {
      const after = endOf(asked);
      const page = await this.ask("queue", after ? { after } : {});
      if (attempt !== this.#attempt || !this.#snapshot) return null;
      const begun = withPage(this.#snapshot, page);
      // What the page says may be older than what was told meanwhile.
      this.#snapshot = changed.reduce((s, each) => ({ ...s, queue: placed(s, each) }), begun);
      return this.#snapshot;
    } finally {
      this.#changed = null;
    }
  }

  /** @returns {Promise<{snapshot: Snapshot | null, events: DeskEvent[]}>} */
  async #past() {
    if (this.#snapshot) {
      const answer = await this.ask("sync", { cursor: this.#snapshot.cursor });
      if (!answer.reset) return { snapshot: null, events: answer.events };
    }
    return { snapshot: await this.ask("snapshot", {}), events: [] };
  }

  /** @param {Snapshot} snapshot */
  #begin(snapshot) {
    this.#snapshot = snapshot;
    this.show(snapshot, null);
  }

  /** @param {DeskEvent} event */
  #apply(event) {
    if (!this.#snapshot || event.cursor <= this.#snapshot.cursor) return;
    this.#snapshot = fold(this.#snapshot, event);
    if (event.data.item) this.#changed?.push(event.data.item);
    this.show(this.#snapshot, event);
  }
}
