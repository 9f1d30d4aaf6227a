/**
 * Which message the reply in the box answers, per conversation; kept over reloads like the drafts.
 *
 * @import {Message} from "./types.js"
 */

import { kept } from "./kept.js";

export class Quotes {
  #seqs = kept("quotes", /** @type {Record<string, number>} */ ({}));

  /** @param {string} conversationId */
  of(conversationId) {
    return this.#seqs.value[conversationId] ?? null;
  }

  /**
   * @param {string} conversationId
   * @param {number | null} seq  null for no message
   */
  set(conversationId, seq) {
    const { [conversationId]: _, ...others } = this.#seqs.peek();
    this.#seqs.value = seq ? { ...others, [conversationId]: seq } : others;
  }
}

/**
 * Whether a message can be quoted: what customers see, said by somebody.
 *
 * @param {Message} message
 */
export const quotable = ({ kind, author }) => kind === "text" && author.kind !== "system";

/**
 * What the key quotes: the customer's last message, and each time it is pressed the one before.
 * Null behind the first one, so that the key also takes the quote away.
 *
 * @param {Message[]} messages
 * @param {number | null} quoted
 */
export function nextToQuote(messages, quoted) {
  const before = messages.filter(
    (each) => each.author.kind === "customer" && quotable(each) && each.seq < (quoted ?? Infinity),
  );
  return before.at(-1)?.seq ?? null;
}
