/**
 * Who is writing: customers, for as long as what was told of them holds, and the agent, who is told
 * of every few seconds.
 */

import { signal } from "../vendor/signals.js";

const LASTS = 6_000;
const TOLD_EVERY = 3_000;

export class Typing {
  /** Until when a customer counts as typing, by conversation, in ms since 1970. */
  until = signal(/** @type {Record<string, number>} */ ({}));
  #toldAt = 0;

  /** @param {(id: string) => void} tell  the desk that the agent writes in a conversation */
  constructor(tell) {
    this.tell = tell;
  }

  /** @param {string} id  of the conversation whose customer is typing */
  heard(id) {
    this.until.value = { ...this.until.value, [id]: Date.now() + LASTS };
  }

  /** @param {string} id  of a conversation whose customer has sent what they typed */
  sent(id) {
    this.until.value = { ...this.until.value, [id]: 0 };
  }

  /** @param {string} id  of the conversation that the agent writes in */
  typed(id) {
    if (Date.now() - this.#toldAt < TOLD_EVERY) return;
    this.#toldAt = Date.now();
    this.tell(id);
  }
}
