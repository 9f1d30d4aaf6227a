/**
 * Logging in and out over HTTP; the cookie that results is all the page needs.
 *
 * @import {AgentSelf} from "./types.js"
 */

import { askAgain } from "./confirming.js";
import { Refused, Unreachable } from "./errors.js";

const CONFIRM = "me/confirm";

/**
 * The agent who is logged in on this browser, or null.
 *
 * @returns {Promise<AgentSelf | null>}
 */
export async function whoAmI() {
  try {
    return (await call("GET", "me")).agent;
  } catch (error) {
    if (error instanceof Refused && error.code === "unauthorized") return null;
    throw error;
  }
}

/**
 * @param {string} email
 * @param {string} password
 * @param {string} code  of the second factor, once it was asked for
 */
export async function logIn(email, password, code) {
  return (await call("POST", "login", { email, password, code })).agent;
}

/**
 * Set the password that a link is for, and log in.
 *
 * @param {string} token
 * @param {string} password
 * @param {string} code  of the second factor, once it was asked for
 */
export async function choosePassword(token, password, code) {
  return (await call("POST", "password", { token, password, code })).agent;
}

export const logOut = () => call("POST", "logout", {});

/**
 * Call the desk over HTTP; rejects with Refused or Unreachable. Where the password is wanted again
 * it is asked for, and the call goes on.
 *
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path
 * @param {object} [body]
 * @param {string} [key]  the same for each try of one change
 */
export async function call(method, path, body, key) {
  try {
    return await once(method, path, body, key);
  } catch (problem) {
    const isAsked = problem instanceof Refused && problem.code === "not_confirmed";
    if (!isAsked || path === CONFIRM || !(await askAgain())) throw problem;
    return once(method, path, body, key);
  }
}

/**
 * Fetch a file that is for those alone who have just shown their password, and that a body asks for.
 *
 * @param {string} path
 * @param {object} body
 */
export async function fetchFile(path, body) {
  await call("GET", "me/confirmed");
  const response = await asked("POST", path, body);
  if (!response.ok) throw new Refused((await read(response)).error);
  return response;
}

/**
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path
 * @param {object} [body]
 * @param {string} [key]
 */
async function once(method, path, body, key) {
  const response = await asked(method, path, body, key);
  const answer = await read(response);
  if (!response.ok) throw new Refused(answer.error);
  return answer;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {string} [key]
 */
async function asked(method, path, body, key) {
  /** @type {Record<string, string>} */
  const headers = { "Content-Type": "application/json", "X-Requested-With": "warmdesk" };
  if (key) headers["Idempotency-Key"] = key;
  try {
    return await fetch(`/api/console/${path}`, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Unreachable();
  }
}

/** @param {Response} response */
async function read(response) {
  try {
    return await response.json();
  } catch {
    throw new Unreachable();
  }
}
