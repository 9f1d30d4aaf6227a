/**
 * Files that an agent has chosen for a customer, by conversation, until they are sent.
 *
 * @typedef {object} Chosen
 * @property {string} key
 * @property {string} name
 * @property {string | null} preview  address of a picture in this page's memory
 * @property {string | null} ref  once the desk has it
 * @property {string | null} error  why the desk does not take it
 */

import { signal } from "../vendor/signals.js";
import { said } from "./errors.js";
import { uuid } from "./outbox.js";

const MOST = 10;

export class Attached {
  #chosen = signal(/** @type {Record<string, Chosen[]>} */ ({}));

  /** @param {(file: File) => Promise<string>} upload  gives the ref; rejects with Refused or Unreachable */
  constructor(upload) {
    this.upload = upload;
  }

  /**
   * @param {string} conversationId
   * @returns {Chosen[]}
   */
  of(conversationId) {
    return this.#chosen.value[conversationId] ?? [];
  }

  /** Whether all that was chosen can be sent now. @param {string} conversationId */
  isReady(conversationId) {
    return this.of(conversationId).every(({ ref }) => ref);
  }

  /**
   * Upload files, of which a message takes ten along.
   *
   * @param {string} conversationId
   * @param {Iterable<File>} files
   */
  add(conversationId, files) {
    const room = MOST - this.of(conversationId).length;
    return Promise.all([...files].slice(0, room).map((file) => this.#take(conversationId, file)));
  }

  /**
   * @param {string} conversationId
   * @param {string} key
   */
  remove(conversationId, key) {
    this.#set(conversationId, this.of(conversationId).filter((each) => each.key !== key));
  }

  /** @param {string} conversationId */
  clear(conversationId) {
    this.#set(conversationId, []);
  }

  /**
   * @param {string} conversationId
   * @param {File} file
   */
  async #take(conversationId, file) {
    const key = uuid();
    const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
    const chosen = { key, name: file.name, preview, ref: null, error: null };
    this.#set(conversationId, [...this.of(conversationId), chosen]);
    try {
      this.#change(conversationId, key, { ref: await this.upload(file) });
    } catch (error) {
      this.#change(conversationId, key, { error: said(error) });
    }
  }

  /**
   * @param {string} conversationId
   * @param {string} key
   * @param {Partial<Chosen>} changes
   */
  #change(conversationId, key, changes) {
    const changed = this.of(conversationId).map((each) => (each.key === key ? { ...each, ...changes } : each));
    this.#set(conversationId, changed);
  }

  /**
   * @param {string} conversationId
   * @param {Chosen[]} chosen
   */
  #set(conversationId, chosen) {
    this.#chosen.value = { ...this.#chosen.peek(), [conversationId]: chosen };
  }
}
