/**
 * Customers' cards, read live from the CRM and kept for a moment.
 *
 * @import {Contact} from "./types.js"
 * @import {Ask} from "./follow.js"
 * @typedef {{contact: Contact | null, error: string | null, reading: boolean}} Card
 */

import { signal } from "../vendor/signals.js";
import { Unreachable, said } from "./errors.js";

export class Contacts {
  #cards = signal(/** @type {Record<string, Card>} */ ({}));

  /** @param {Ask} ask */
  constructor(ask) {
    this.ask = ask;
  }

  /**
   * @param {string} id  of a conversation
   * @returns {Card}
   */
  of(id) {
    return this.#cards.value[id] ?? { contact: null, error: null, reading: false };
  }

  /**
   * Read the customer of a conversation unless that was done a moment ago.
   *
   * @param {string} id
   * @param {number} goodFor  milliseconds
   */
  async read(id, goodFor = 0) {
    const { contact: known } = this.of(id);
    const readAt = Date.parse(known?.read_at ?? "1970-01-01");
    if (Date.now() - readAt < goodFor) return;
    this.#set(id, { contact: known, error: null, reading: true });
    try {
      const { contact } = await this.ask("contact", { conversation_id: id });
      this.#set(id, { contact, error: null, reading: false });
    } catch (problem) {
      // That the desk is away is said across the top already.
      const error = problem instanceof Unreachable ? null : said(problem);
      this.#set(id, { contact: known, error, reading: false });
    }
  }

  /**
   * @param {string} id
   * @param {Card} card
   */
  #set(id, card) {
    this.#cards.value = { ...this.#cards.peek(), [id]: card };
  }
}
