/**
 * A link from an e-mail, which opens one conversation on the chat page and nothing besides.
 *
 * @import {Kept} from "./storage.js"
 */

/** What stands behind the last `/` of such a link. @param {string} hash @returns {string | null} */
export const linkIn = (hash) => /^#\/c\/([\w.~-]+)$/.exec(hash)?.[1] ?? null;

/** The session that a link opens; null when the desk says that it is over. Rejects when the desk
 * cannot be reached. @param {string} base @param {string} link @returns {Promise<Kept | null>} */
export async function openLink(base, link) {
  const answer = await fetch(new URL("api/chat/link", base), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ link }),
  });
  if (answer.status >= 500) throw new Error(`The desk answered ${answer.status}.`);
  return answer.ok ? { ...(await answer.json()), signed_in: false } : null;
}
