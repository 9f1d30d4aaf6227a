/**
 * "@" in an internal note: whom it may mean, and where a text names somebody. Pure.
 *
 * @import {Colleague} from "./types.js"
 */

const OPEN = /(^|\s)@([^@\n]{0,40})$/;

/**
 * The colleagues whom the end of a draft may name; null where nobody is being named.
 *
 * @param {string} draft
 * @param {Colleague[]} colleagues
 */
export function nameable(draft, colleagues) {
  const query = OPEN.exec(draft)?.[2].toLowerCase();
  if (query === undefined) return null;
  const fits = colleagues.filter(({ name }) =>
    name.toLowerCase().split(/\s+/).some((_, at, words) => words.slice(at).join(" ").startsWith(query)));
  return fits.length ? fits : null;
}

/**
 * The draft with the name written out.
 *
 * @param {string} draft
 * @param {string} name
 */
export const withName = (draft, name) => draft.replace(OPEN, (_, before) => `${before}@${name} `);

/**
 * The text cut where it names colleagues, as the desk reads it: the whole name, the longest first.
 *
 * @param {string} text
 * @param {string[]} names
 * @returns {{text: string, name: boolean}[]}
 */
export function cut(text, names) {
  const known = [...names].sort((a, b) => b.length - a.length).map(escaped);
  if (!known.length) return [{ text, name: false }];
  const named = new RegExp(`(?<![\\p{L}\\p{N}_@])(@(?:${known.join("|")}))(?![\\p{L}\\p{N}_])`, "giu");
  return text.split(named).map((piece, at) => ({ text: piece, name: at % 2 === 1 })).filter((each) => each.text);
}

/** @param {string} name */
const escaped = (name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
