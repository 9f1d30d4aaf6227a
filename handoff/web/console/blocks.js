/**
 * Blocks: who may not write here, as agents make them and supervisors lift them.
 *
 * @import {Block, BlockWish, Conversation, ListedBlock} from "./types.js"
 */

import { call } from "./account.js";

/** For how many hours, in words; nothing is for good. @type {[number | null, string][]} */
export const SPANS = [[24, "A day"], [168, "A week"], [720, "30 days"], [null, "For good"]];

/** @type {Record<Block["scope"], string>} */
export const SCOPES = {
  address: "This address only",
  mark: "Where they write from, for strangers there",
  customer: "This customer, on every channel",
};

/**
 * Whom a block could name who is in a conversation, for whoever makes it.
 *
 * @param {Conversation} conversation
 * @param {boolean} isSupervisor
 * @returns {Block["scope"][]}
 */
export function scopesOf({ level }, isSupervisor) {
  return level !== "anonymous" && isSupervisor ? ["address", "mark", "customer"] : ["address", "mark"];
}

/** @returns {Promise<ListedBlock[]>} */
export const readBlocks = async () => (await call("GET", "blocks")).blocks;

/**
 * @param {string} conversationId
 * @param {BlockWish} wish
 * @returns {Promise<Block>}
 */
export const block = (conversationId, wish) => call("POST", `conversations/${conversationId}/block`, wish);

/** @param {string} id @returns {Promise<Block>} */
export const lift = (id) => call("DELETE", `blocks/${id}`);

/**
 * What a form says, as the desk takes it.
 *
 * @param {FormData} form
 * @returns {BlockWish}
 */
export function wishOf(form) {
  const hours = Number(form.get("hours"));
  return {
    reason: String(form.get("reason") ?? "").trim(),
    scope: /** @type {Block["scope"]} */ (form.get("scope") ?? "address"),
    spam: form.has("spam"),
    hours: hours || null,
  };
}
