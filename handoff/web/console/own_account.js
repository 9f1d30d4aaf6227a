/**
 * One's own account: its logins, its password, its second factor.
 *
 * @import {Login, OwnLogins, Proposal} from "./types.js"
 */

import { call } from "./account.js";

/** @returns {Promise<OwnLogins>} */
export const readLogins = () => call("GET", "me/logins");

/** @param {string} id */
export const endLogin = (id) => call("DELETE", `me/logins/${id}`);

/** @type {Promise<unknown>} */
let changing = Promise.resolve();

/** @param {string} password */
export function changePassword(password) {
  const change = call("POST", "me/password", { password });
  changing = change.catch(() => null);
  return change;
}

/** Once no change of the password is under way, which hangs up on this page, too, and lets it in. */
export const passwordKept = () => changing;

/**
 * @param {string} password
 * @param {string} code
 */
export const confirm = (password, code) => call("POST", "me/confirm", { password, code });

/** @returns {Promise<Proposal>} */
export const proposeFactor = () => call("POST", "me/second_factor", {});

/**
 * @param {string} code
 * @returns {Promise<string[]>}
 */
export const confirmFactor = async (code) => (await call("PUT", "me/second_factor", { code })).codes;

export const removeFactor = () => call("DELETE", "me/second_factor");

/**
 * Follow a link to a file that is for those alone who have just shown their password.
 *
 * @param {MouseEvent} event
 */
export async function download(event) {
  event.preventDefault();
  const { href } = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  await call("GET", "me/confirmed");
  location.assign(href);
}

const SYSTEMS = [/Android/, /iPhone|iPad/, /Windows/, /Mac OS/, /Linux/];
const NAMES = ["Android", "iPhone or iPad", "Windows", "Mac", "Linux"];
/** @type {[RegExp, string][]} */
const BROWSERS = [[/Edg\//, "Edge"], [/Firefox\//, "Firefox"], [/Chrome\//, "Chrome"], [/Safari\//, "Safari"]];

/**
 * What a browser calls itself, in two words.
 *
 * @param {Login} login
 */
export function deviceOf({ device }) {
  const browser = BROWSERS.find(([pattern]) => pattern.test(device))?.[1];
  const system = NAMES[SYSTEMS.findIndex((pattern) => pattern.test(device))];
  return [browser, system].filter(Boolean).join(" on ") || "Unknown browser";
}
