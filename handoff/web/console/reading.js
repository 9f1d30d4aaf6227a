/**
 * Tells the desk which conversation is on the screen, and whether something is written in it, so that
 * colleagues see who reads along and who writes.
 *
 * @import {Desk} from "./desk.js"
 * @import {Kind} from "./drafts.js"
 * @import {Viewer} from "./types.js"
 */

import { computed, effect, signal } from "../vendor/signals.js";

/** Whoever has not touched a key for so long is not writing any more. */
const WRITING_LASTS = 8_000;

export class Reading {
  #typed = signal(/** @type {{id: string, kind: Kind, at: number} | null} */ (null));

  /**
   * @param {string} id  of a conversation
   * @param {Kind} kind
   */
  typed(id, kind) {
    this.#typed.value = { id, kind, at: Date.now() };
  }

  /** @param {Desk} desk */
  follow(desk) {
    const shown = computed(() => {
      const here = desk.view.value === "conversation" && desk.watching.value;
      return here ? desk.selected.value : null;
    });
    const writing = computed(() => {
      const { id, kind, at } = this.#typed.value ?? { id: "", kind: "reply", at: 0 };
      const fresh = id === shown.value && desk.now.value - at < WRITING_LASTS;
      return fresh && desk.drafts.get(id, kind).trim() ? kind : null;
    });
    return effect(() => {
      if (desk.link.value !== "live") return;
      desk.connection.tell("look", { conversation_id: shown.value, writing: writing.value });
    });
  }
}

/**
 * What colleagues do in a conversation, in words; without the agent who reads this. That its owner has
 * it open says nothing.
 *
 * @param {Viewer[]} readers
 * @param {string | undefined} own  id of the agent
 * @param {string | null} owner
 * @param {(id: string) => string} nameOf
 */
export function inWords(readers, own, owner, nameOf) {
  const doing = { reply: "is writing a reply", note: "is writing a note" };
  return readers
    .filter(({ agent_id, writing }) => agent_id !== own && (writing || agent_id !== owner))
    .map(({ agent_id, writing }) => `${nameOf(agent_id)} ${writing ? doing[writing] : "is reading along"}`);
}
