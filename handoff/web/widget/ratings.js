/**
 * Ratings in a conversation: what has become of one that the desk asked for. Pure.
 *
 * @import {Message} from "./shown.js"
 * @import {Conversation} from "./conversation.js"
 */

/**
 * @typedef {{state: "open" | "sending" | "failed"} | {state: "answered", score: number | null}}
 *   RatingState
 */

/** @param {Conversation} state @param {Message} request @returns {RatingState} */
export function ratingState(state, request) {
  const given = ratingFor(state, request);
  if (given || request.custom?.answered) {
    return { state: "answered", score: given?.custom?.score ?? request.custom?.score ?? null };
  }
  const outgoing = state.outgoing.find((o) => o.rating && isOfSame(o.rating, request.custom));
  return { state: outgoing?.state ?? "open" };
}

/** Whether two ratings, or what asks for one, are of the same: a case, or the bot's help.
 * @param {any} one @param {any} other */
export const isOfSame = (one, other) => ratedBy(one) !== undefined && ratedBy(one) === ratedBy(other);

/** @param {any} custom */
const ratedBy = (custom) => custom?.handoff_id ?? custom?.conversation_id;

/** @param {Conversation} state @param {Message} request */
const ratingFor = (state, request) =>
  [...state.earlier, ...state.messages].find(
    (m) => m.kind === "rating" && isOfSame(m.custom, request.custom),
  );
