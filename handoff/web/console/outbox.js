/**
 * What the agent has sent and the log has not shown yet. Kept over reloads; sending one twice is
 * harmless, because the desk knows it by its `client_id`.
 *
 * @import {Message} from "./types.js"
 *
 * @typedef {object} Outgoing
 * @property {string} client_id
 * @property {string} conversation_id
 * @property {number} epoch
 * @property {"reply" | "note"} kind
 * @property {string} text
 * @property {number | null} [quote]  `seq` of the message that it answers
 * @property {string} time
 * @property {boolean} taken  the desk has it; only its echo is missing
 */

import { kept } from "./kept.js";

export class Outbox {
  #entries = kept("outbox", /** @type {Outgoing[]} */ ([]));

  constructor() {
    this.#entries.value = this.waiting();
  }

  /** Not taken yet, oldest first. */
  waiting() {
    return this.#entries.peek().filter((entry) => !entry.taken);
  }

  /**
   * @param {string} conversationId
   * @param {Message[]} messages  the log, which may show some of them already
   */
  of(conversationId, messages) {
    const shown = new Set(messages.map((message) => message.client_id));
    return this.#entries.value.filter(
      (entry) => entry.conversation_id === conversationId && !shown.has(entry.client_id),
    );
  }

  /** @param {Omit<Outgoing, "client_id" | "time" | "taken">} what */
  add(what) {
    const entry = { ...what, client_id: uuid(), time: new Date().toISOString(), taken: false };
    this.#entries.value = [...this.#entries.value, entry];
    return entry;
  }

  /** @param {string} clientId */
  take(clientId) {
    this.#entries.value = this.#entries.value.map((entry) =>
      entry.client_id === clientId ? { ...entry, taken: true } : entry,
    );
  }

  /** @param {string | null | undefined} clientId */
  drop(clientId) {
    if (!clientId) return;
    this.#entries.value = this.#entries.value.filter((entry) => entry.client_id !== clientId);
  }
}

/** A random UUID; unlike `crypto.randomUUID` it also works on a desk that is served without TLS. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
