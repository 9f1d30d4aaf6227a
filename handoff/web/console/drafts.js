/** What the agent has begun to write, per conversation, replies and internal notes apart. */

import { kept } from "./kept.js";

/** @typedef {"reply" | "note"} Kind */

export class Drafts {
  #texts = kept("drafts", /** @type {Record<string, string>} */ ({}));

  /**
   * @param {string} conversationId
   * @param {Kind} kind
   */
  get(conversationId, kind) {
    return this.#texts.value[`${conversationId} ${kind}`] ?? "";
  }

  /**
   * @param {string} conversationId
   * @param {Kind} kind
   * @param {string} text
   */
  set(conversationId, kind, text) {
    const { [`${conversationId} ${kind}`]: _, ...others } = this.#texts.peek();
    this.#texts.value = text ? { ...others, [`${conversationId} ${kind}`]: text } : others;
  }

  /**
   * Text that the desk refused goes back into the box, before anything written since.
   *
   * @param {string} conversationId
   * @param {Kind} kind
   * @param {string} text
   */
  giveBack(conversationId, kind, text) {
    const since = this.get(conversationId, kind);
    this.set(conversationId, kind, since ? `${text}\n${since}` : text);
  }
}
