/**
 * How a customer feels, in the one way in which every list and card says it. Pure.
 *
 * @import {Sentiment} from "./types.js"
 * @typedef {Sentiment["label"]} Label
 */

/** @type {Record<Label, string>} */
export const MOODS = { upset: "Upset", tense: "Tense", neutral: "Calm", friendly: "Friendly" };

/**
 * The mood, and where it goes: whoever is upset has got worse already, and nobody who is friendly does.
 *
 * @param {Sentiment} sentiment
 */
export function inWords({ label, trend }) {
  if (trend === "falling" && label !== "friendly") return `${MOODS[label]}, getting worse`;
  if (trend === "rising" && label !== "upset") return `${MOODS[label]}, getting better`;
  return MOODS[label];
}

/**
 * Only what needs more care than usual has a word in a list.
 *
 * @param {Label | null} label
 */
export const needsCare = (label) => label === "upset" || label === "tense";
