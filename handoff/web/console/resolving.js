/**
 * Cases that are about to be resolved: for ten seconds it can be undone, and the customer hears of
 * nothing. Kept over reloads. No clock of its own.
 *
 * @import {Ask} from "./follow.js"
 *
 * @typedef {object} Ending
 * @property {string} conversation_id
 * @property {number} epoch
 * @property {string} disposition
 * @property {string | null} root_cause
 * @property {string} note
 * @property {string | null} name  of the customer
 * @property {number} due  ms since 1970
 */

import { kept } from "./kept.js";
import { Refused, Unreachable } from "./errors.js";

export const UNDO_FOR = 10_000;
const UNKNOWN = "Unknown customer";

export class Resolving {
  #endings = kept("resolving", /** @type {Ending[]} */ ([]));

  /**
   * @param {Ask} ask
   * @param {(problem: string) => void} refused
   */
  constructor(ask, refused) {
    this.ask = ask;
    this.refused = refused;
  }

  get all() {
    return this.#endings.value;
  }

  /** @param {string} id  of a conversation */
  has(id) {
    return this.#endings.value.some((each) => each.conversation_id === id);
  }

  /**
   * @param {Omit<Ending, "due">} ending
   * @param {number} now  ms since 1970
   */
  begin(ending, now) {
    this.undo(ending.conversation_id);
    this.#endings.value = [...this.#endings.peek(), { ...ending, due: now + UNDO_FOR }];
  }

  /** @param {string | undefined} id  of a conversation */
  undo(id) {
    this.#endings.value = this.#endings.peek().filter((each) => each.conversation_id !== id);
  }

  /**
   * Tell the desk of what is due; what it does not hear is due again.
   *
   * @param {number} now  ms since 1970
   */
  async tell(now) {
    for (const ending of this.#endings.peek().filter((each) => each.due <= now)) {
      this.undo(ending.conversation_id);
      await this.#resolve(ending);
    }
  }

  /** @param {Ending} ending */
  async #resolve(ending) {
    const { due, name, ...asked } = ending;
    try {
      await this.ask("resolve", asked);
    } catch (problem) {
      if (problem instanceof Unreachable) this.#endings.value = [...this.#endings.peek(), ending];
      else if (!(problem instanceof Refused)) throw problem;
      // Another tab was faster, or a colleague has it now.
      else if (problem.code !== "not_owner") this.refused(`${name ?? UNKNOWN}: ${problem.message}`);
    }
  }
}
