/**
 * Searching: what is wanted and what was found, kept while the agent looks at one hit after another.
 *
 * @import {Hit} from "./types.js"
 * @import {Ask} from "./follow.js"
 */

import { batch, signal } from "../vendor/signals.js";
import { Unreachable, said } from "./errors.js";
import { zone } from "./zone.js";

/** @typedef {Record<string, string | number>} Wanted  `text`, and the filters that are set */

export class Finder {
  wanted = signal(/** @type {Wanted} */ ({}));
  /** Null before the first search. */
  hits = signal(/** @type {Hit[] | null} */ (null));
  /** Place of the hit that Enter opens. */
  chosen = signal(0);
  topics = signal(/** @type {string[]} */ ([]));
  error = signal("");
  #next = signal(/** @type {number | null} */ (null));
  #tries = 0;

  /** @param {Ask} ask */
  constructor(ask) {
    this.ask = ask;
  }

  get more() {
    return this.#next.value !== null;
  }

  /** @param {Wanted} wanted */
  async find(wanted) {
    this.wanted.value = wanted;
    if (Object.keys(wanted).length) return this.#read(null);
    this.#tries++;
    this.#show([], null, "");
    this.hits.value = null;
  }

  /** Go on where the last page ended. */
  readOn() {
    return this.#read(this.#next.peek());
  }

  async readTopics() {
    try {
      this.topics.value = (await this.ask("topics", {})).topics;
    } catch (problem) {
      // Topics are a filter of many; that the desk is away is said across the top.
      if (!(problem instanceof Unreachable)) throw problem;
    }
  }

  /** @param {1 | -1} step */
  choose(step) {
    const count = this.hits.peek()?.length ?? 0;
    this.chosen.value = Math.min(Math.max(this.chosen.peek() + step, 0), Math.max(count - 1, 0));
  }

  /** @param {number | null} before */
  async #read(before) {
    const mine = ++this.#tries;
    try {
      const asked = { ...this.wanted.peek(), timezone: zone(), ...(before ? { before } : {}) };
      const { hits, next } = await this.ask("search", asked);
      if (mine !== this.#tries) return;
      this.#show(before ? [...(this.hits.peek() ?? []), ...hits] : hits, next, "");
      if (!before) this.chosen.value = 0;
    } catch (problem) {
      if (mine === this.#tries) this.#show([], null, said(problem));
    }
  }

  /**
   * @param {Hit[]} hits
   * @param {number | null} next
   * @param {string} error
   */
  #show(hits, next, error) {
    batch(() => {
      this.hits.value = hits;
      this.#next.value = next;
      this.error.value = error;
    });
  }
}

/**
 * What a form says; a field that is empty says nothing.
 *
 * @param {Iterable<[string, FormDataEntryValue]>} form
 * @returns {Wanted}
 */
export function wantedOf(form) {
  const given = [...form].map(([name, value]) => [name, String(value).trim()]);
  const set = given.filter(([, value]) => value);
  return Object.fromEntries(set.map(([n, value]) => [n, n === "rating" ? Number(value) : value]));
}
