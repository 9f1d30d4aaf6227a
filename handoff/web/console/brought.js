/**
 * Who had a case before, and what they send along, in words. Pure.
 *
 * @import {Brought} from "./types.js"
 */

/**
 * The line that says from whom, and the one that says what; empty where there is nothing.
 *
 * @param {Brought} brought
 */
export function inWords({ by, note, question, answer }) {
  if (question) return { from: `${by} asked: ${question}`, said: answer ?? "" };
  return { from: `Passed on by ${by}`, said: note ?? "" };
}
