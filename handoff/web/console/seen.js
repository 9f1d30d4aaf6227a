/** How far the agent has read, per conversation; kept over reloads. */

import { kept } from "./kept.js";

export class Seen {
  #seqs = kept("seen", /** @type {Record<string, number>} */ ({}));

  /** @param {import("./types.js").Conversation} conversation */
  unreadIn({ id, last_seq }) {
    return Math.max(0, last_seq - (this.#seqs.value[id] ?? 0));
  }

  /**
   * Everything up to `seq` was on screen.
   *
   * @param {string} id  of a conversation
   * @param {number} seq
   */
  upTo(id, seq) {
    const seqs = this.#seqs.peek();
    if (seq > (seqs[id] ?? 0)) this.#seqs.value = { ...seqs, [id]: seq };
  }
}
