/**
 * Clocks of cases as people read them: how near the next service target is. Pure: the present is
 * always an argument.
 *
 * @import {SlaTimer, Due, Target} from "./types.js"
 * @typedef {"calm" | "near" | "missed"} Level
 */

import { span } from "./format.js";

/** @type {Record<Target, string>} */
const TITLES = { first_answer: "First answer", next_answer: "Answer", resolution: "Resolution" };
const LEVELS = /** @type {Level[]} */ (["calm", "near", "missed"]);

/**
 * @param {Due} due
 * @param {number} now  ms since 1970
 * @returns {Level}
 */
export function levelOf(due, now) {
  if (now >= Date.parse(due.at)) return "missed";
  return now >= Date.parse(due.warn_at) ? "near" : "calm";
}

/**
 * The target that matters most: a missed one, else one that is near, and of several the first.
 *
 * @param {SlaTimer | undefined} clock
 * @param {number} now
 * @returns {{due: Due, level: Level} | null}
 */
export function pressing(clock, now) {
  const all = (clock?.dues ?? []).map((due) => ({ due, level: levelOf(due, now) }));
  all.sort(
    (a, b) =>
      LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) ||
      Date.parse(a.due.at) - Date.parse(b.due.at),
  );
  return all[0] ?? null;
}

/**
 * `First answer in 2 min`, `Resolution 5 min late`.
 *
 * @param {Due} due
 * @param {number} now
 */
export function words(due, now) {
  const left = Date.parse(due.at) - now;
  return `${TITLES[due.target]} ${left > 0 ? `in ${span(left)}` : `${span(-left)} late`}`;
}
