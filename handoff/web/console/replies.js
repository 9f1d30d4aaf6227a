/**
 * Canned replies: read when they are wanted, searched by "/", filled in with what is known.
 *
 * @import {CannedReply} from "./types.js"
 */

import { signal } from "../vendor/signals.js";
import { call } from "./account.js";
import { Unreachable } from "./errors.js";

const GOOD_FOR = 60_000;
const OPEN = /\{(agent|customer|order)\}/;

/** @typedef {Record<"agent" | "customer" | "order", string | null | undefined>} Values */

export class Replies {
  known = signal(/** @type {CannedReply[]} */ ([]));
  #readAt = -Infinity;

  /** Read them unless that was done a moment ago. */
  async want() {
    if (performance.now() - this.#readAt < GOOD_FOR) return;
    try {
      await this.read();
    } catch (problem) {
      // That the desk is away is said across the top; what is known goes on being offered.
      if (!(problem instanceof Unreachable)) throw problem;
    }
  }

  async read() {
    this.known.value = (await call("GET", "replies")).replies;
    this.#readAt = performance.now();
  }

  /**
   * Add a reply, or say the one with that id otherwise.
   *
   * @param {string | null} id
   * @param {{title: string, text: string}} reply
   */
  async save(id, reply) {
    await (id ? call("PUT", `replies/${id}`, reply) : call("POST", "replies", reply));
    await this.read();
  }

  /** @param {string} id */
  async remove(id) {
    await call("DELETE", `replies/${id}`);
    await this.read();
  }
}

/**
 * What is searched for in the box: everything behind a slash at its beginning; null for other texts.
 *
 * @param {string} draft
 */
export const slashed = (draft) => (/^\/[^\n]*$/.test(draft) ? draft.slice(1).trim() : null);

/**
 * Replies that have all words, those with them in the title first.
 *
 * @param {CannedReply[]} replies
 * @param {string} query
 */
export function matching(replies, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (/** @type {string} */ text) => words.every((word) => text.toLowerCase().includes(word));
  const titled = replies.filter(({ title }) => has(title));
  return [...titled, ...replies.filter((each) => !has(each.title) && has(`${each.title} ${each.text}`))];
}

/**
 * The text with its variables filled in; one of which nothing is known stays, to be written by hand.
 *
 * @param {string} text
 * @param {Values} values
 */
export const filled = (text, values) =>
  text.replaceAll(new RegExp(OPEN, "g"), (place, name) =>
    values[/** @type {keyof Values} */ (name)] || place);

/**
 * The first variable that is still in a text; null when it may be sent.
 *
 * @param {string} text
 */
export const unfilled = (text) => OPEN.exec(text)?.[0] ?? null;
