/**
 * Asks the bridge who this visitor is.
 *
 * @import {OpenRequest, Session} from "./wire.js"
 */

/** The bridge will not have this identity; asking again with the same one cannot help. */
export class IdentityRefused extends Error {}

/**
 * @param {string} base  Address of the desk, with a slash at the end.
 * @param {OpenRequest} request
 * @returns {Promise<Session>}
 */
export async function startSession(base, request) {
  const answer = await fetch(new URL("api/chat/session", base), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  if (answer.status === 401) throw new IdentityRefused("The desk did not accept the identity.");
  if (!answer.ok) throw new Error(`The desk answered ${answer.status}.`);
  return answer.json();
}
