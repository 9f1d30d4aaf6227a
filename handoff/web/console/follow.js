/**
 * Following the desk: a snapshot first, then every event after its cursor once and in order,
 * whatever the connection does meanwhile. No DOM, no clock.
 *
 * @import {DeskEvent, Snapshot} from "./types.js"
 */

import { fold } from "./fold.js";

/** @typedef {(name: string, data: object) => Promise<any>} Ask  one acknowledged call */

export class Follower {
  /** @type {Snapshot | null} */
  #snapshot = null;
  /** @type {DeskEvent[] | null}  what arrives while the past is being fetched */
  #held = null;
  #attempt = 0;

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
    this.show(this.#snapshot, event);
  }
}
