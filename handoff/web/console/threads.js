/**
 * The conversations that were opened, kept current by events.
 *
 * @import {DeskEvent} from "./types.js"
 * @import {Ask} from "./follow.js"
 * @import {Thread} from "./thread.js"
 */

import { signal } from "../vendor/signals.js";
import { foldThread, isWhole, withEarlier } from "./thread.js";

export class Threads {
  #threads = signal(/** @type {Record<string, Thread>} */ ({}));
  /** @type {Map<string, DeskEvent[]>}  events that arrive while a conversation is being opened */
  #held = new Map();
  /** @type {Set<string>}  conversations of which more is being fetched */
  #fetching = new Set();

  /** @param {Ask} ask */
  constructor(ask) {
    this.ask = ask;
  }

  /**
   * @param {string | null | undefined} id  of a conversation
   * @returns {Thread | null}
   */
  of(id) {
    return this.#threads.value[id ?? ""] ?? null;
  }

  /**
   * The end of a conversation, or from a little before a message on. Rejects with Refused or Unreachable.
   *
   * @param {string} id
   * @param {number | null} seq
   */
  async open(id, seq) {
    /** @type {DeskEvent[]} */
    const held = [];
    this.#held.set(id, held);
    try {
      const thread = await this.ask("open", { conversation_id: id, ...(seq ? { seq } : {}) });
      this.#set(id, held.reduce(foldThread, thread));
    } finally {
      if (this.#held.get(id) === held) this.#held.delete(id);
    }
  }

  /**
   * One more page of what was said before. Rejects with Refused or Unreachable.
   *
   * @param {string} id
   */
  async earlier(id) {
    const thread = this.#threads.peek()[id];
    if (!thread || isWhole(thread) || this.#fetching.has(id)) return;
    this.#fetching.add(id);
    try {
      const before = thread.messages[0].seq;
      const { messages } = await this.ask("earlier", { conversation_id: id, before });
      const now = this.#threads.peek()[id];
      if (now?.messages[0]?.seq === before) this.#set(id, withEarlier(now, messages));
    } finally {
      this.#fetching.delete(id);
    }
  }

  /**
   * @param {string} id
   * @param {DeskEvent} event
   */
  fold(id, event) {
    this.#held.get(id)?.push(event);
    const thread = this.#threads.peek()[id];
    if (thread) this.#set(id, foldThread(thread, event));
  }

  /**
   * @param {string} id
   * @param {Thread} thread
   */
  #set(id, thread) {
    this.#threads.value = { ...this.#threads.peek(), [id]: thread };
  }
}
