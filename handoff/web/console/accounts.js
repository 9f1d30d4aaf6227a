/**
 * Accounts, as admins read and change them.
 *
 * @import {Account} from "./types.js"
 */

import { call } from "./account.js";

/** @typedef {{path: string, expires_at: string}} AccountLink */

/** @returns {Promise<Account[]>} */
export const readAccounts = async () => (await call("GET", "accounts")).accounts;

/**
 * @param {object} form  as `accountOf` gives it, with an address
 * @returns {Promise<AccountLink>}
 */
export const invite = async (form) => (await call("POST", "accounts", form)).link;

/**
 * @param {string} id
 * @param {object} form
 */
export const changeAccount = (id, form) => call("PUT", `accounts/${id}`, form);

/**
 * @param {string} id
 * @returns {Promise<AccountLink>}
 */
export const newLink = async (id) => (await call("POST", `accounts/${id}/link`, {})).link;

/**
 * @param {Account} account
 */
export const toggleAccount = ({ id, disabled }) =>
  call("POST", `accounts/${id}/${disabled ? "enable" : "disable"}`, {});

/** @param {string} id */
export const dropFactor = (id) => call("DELETE", `accounts/${id}/second_factor`);

/**
 * What a form says, as the desk takes it.
 *
 * @param {FormData} form
 */
export function accountOf(form) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? "").trim();
  const email = text("email");
  return {
    ...(email ? { email } : {}),
    name: text("name"),
    role: text("role"),
    skills: form.getAll("skills").map(String),
    capacity: Number(text("capacity")),
  };
}

/** @param {AccountLink} link */
export const wholeLink = ({ path }) => new URL(path, location.origin).href;
