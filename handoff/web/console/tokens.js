/**
 * Tokens of programs, as admins make and revoke them.
 *
 * @import {ApiToken, TokenForm, TokenMade} from "./types.js"
 */

import { call } from "./account.js";

/** What a token may be for, in words. @type {[TokenForm["scopes"][number], string][]} */
export const SCOPES = [
  ["conversations", "Read conversations and their messages"],
  ["handoffs", "Read cases with their packets"],
  ["links", "Make and end links into conversations"],
  ["sign_outs", "Sign customers out of all chats"],
  ["insights", "Read what lets customers down"],
  ["incidents", "Read incidents"],
  ["edit_incidents", "Add, change and end incidents"],
  ["dead_letters", "Read messages that were given up"],
  ["metrics", "Read metrics"],
];

/** @returns {Promise<ApiToken[]>} */
export const readTokens = async () => (await call("GET", "tokens")).tokens;

/**
 * @param {TokenForm} form
 * @returns {Promise<TokenMade>}
 */
export const makeToken = (form) => call("POST", "tokens", form);

/** @param {string} id */
export const revokeToken = (id) => call("DELETE", `tokens/${id}`);

/**
 * What a form says, as the desk takes it.
 *
 * @param {FormData} form
 * @returns {TokenForm}
 */
export function tokenOf(form) {
  const ticked = SCOPES.map(([scope]) => scope).filter((scope) => form.has(scope));
  return { name: String(form.get("name") ?? "").trim(), scopes: ticked };
}
