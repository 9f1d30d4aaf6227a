/**
 * What agents do with a case beside talking: labels, priority, a question for the bot.
 *
 * @import {Conversation, Priority, Snapshot} from "./types.js"
 * @import {Ask} from "./follow.js"
 */

import { call } from "./account.js";

/** @type {("normal" | "high" | "urgent")[]} */
export const PRIORITIES = ["normal", "high", "urgent"];

export class Casework {
  /**
   * @param {Ask} ask
   * @param {(act: () => Promise<unknown>) => Promise<void>} tried  says what goes wrong
   */
  constructor(ask, tried) {
    this.ask = ask;
    this.tried = tried;
  }

  /**
   * Rejects with Refused or Unreachable, which the form shows.
   *
   * @param {Conversation} conversation
   * @param {string[]} labels  all that it has from now on
   */
  label({ id }, labels) {
    return this.ask("label", { conversation_id: id, labels });
  }

  /**
   * @param {Conversation} conversation
   * @param {Priority} priority
   */
  prioritise({ id }, priority) {
    return this.tried(() => this.ask("prioritise", { conversation_id: id, priority }));
  }

  /**
   * Rejects with Refused or Unreachable, which the form shows.
   *
   * @param {Conversation} conversation
   * @param {string} kind
   * @param {string} question
   */
  askBot({ id, epoch }, kind, question) {
    return this.ask("ask_bot", { conversation_id: id, epoch, kind, question });
  }
}

/**
 * What follows a priority when its key is pressed.
 *
 * @param {Priority | null} priority
 */
export const nextPriority = (priority) =>
  PRIORITIES[(PRIORITIES.indexOf(/** @type {any} */ (priority)) + 1) % PRIORITIES.length];

/**
 * Labels by name, as the list has them; one that is not on it any more is nothing.
 *
 * @param {Snapshot | null} snapshot
 * @param {string[]} ids
 */
export const labelsOf = (snapshot, ids) =>
  (snapshot?.labels ?? []).filter((label) => ids.includes(label.id));

/**
 * Add a label to the list, or call the one with that id otherwise; the desk tells every console.
 *
 * @param {string | null} id
 * @param {string} name
 */
export const saveLabel = (id, name) =>
  id ? call("PUT", `labels/${id}`, { name }) : call("POST", "labels", { name });

/** @param {string} id */
export const removeLabel = (id) => call("DELETE", `labels/${id}`);
