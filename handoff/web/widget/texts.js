/**
 * Every word that the widget says itself. `{name}` marks what is filled in. In the bundle the bridge
 * puts a language's `texts/<language>.json` here, and fills in what that leaves out.
 */

import { signal } from "./signal.js";
import words from "./texts/en.json" with { type: "json" };

/** @typedef {typeof words} Texts */

/** The texts in use. Components read `texts.value` and follow a change. */
export const texts = signal(words);

/** The language of times and dates, a BCP 47 tag; undefined means the browser's. */
export const language = signal(/** @type {string | undefined} */ (undefined));

/** @param {string} text @param {Record<string, string | number>} values */
export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** Language and region as the desk takes them; English when there is no such language.
 * @param {string} tag */
export function localeOf(tag) {
  try {
    const { language, region } = new Intl.Locale(tag);
    return region ? `${language}-${region}` : language;
  } catch {
    return "en";
  }
}
