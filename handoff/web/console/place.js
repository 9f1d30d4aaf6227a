/**
 * What the page shows, as its address says it: `#/c/<conversation>/<seq>`, `#/floor`, `#/reports`,
 * `#/accounts`, `#/audit`, `#/privacy`, `#/join/<token>`. Pure.
 *
 * @typedef {"conversation" | "floor" | "reports" | "blocks" | "accounts" | "audit" | "privacy"} View
 * @typedef {{view: View | "join", id: string | null, seq: number | null}} Place  `id` is the token of
 *   `join`
 */

/** @type {View[]} */
const PAGES = ["floor", "reports", "blocks", "accounts", "audit", "privacy"];

/**
 * The place that an address names; no conversation for whatever it does not name.
 *
 * @param {string} hash
 * @returns {Place}
 */
export function placeOf(hash) {
  const [, view, id, seq] = hash.replace(/^#/, "").split("/");
  const page = PAGES.find((each) => each === view);
  if (page) return { view: page, id: null, seq: null };
  if (view === "join" && id) return { view, id: decode(id), seq: null };
  if (view !== "c" || !id) return { view: "conversation", id: null, seq: null };
  return { view: "conversation", id: decode(id), seq: /^[1-9]\d*$/.test(seq ?? "") ? Number(seq) : null };
}

/**
 * The address of a conversation, or of one message in it.
 *
 * @param {string} id
 * @param {number | null} [seq]
 */
export const conversationAt = (id, seq) =>
  `#/c/${encodeURIComponent(id)}${seq ? `/${seq}` : ""}`;

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The one that comes after another in a list, or before it, round its ends; null of an empty one.
 *
 * @param {string[]} ids
 * @param {string | null} id
 * @param {1 | -1} step
 */
export function beside(ids, id, step) {
  const at = ids.indexOf(id ?? "");
  if (at < 0) return (step > 0 ? ids[0] : ids.at(-1)) ?? null;
  return ids[(at + step + ids.length) % ids.length];
}
