/**
 * Messages of ours on their way to the desk: what they hold, and how they are said to it. Pure.
 *
 * @import {Message} from "./shown.js"
 * @import {RatingGiven, Send, Sent} from "./wire.js"
 */

/**
 * A file of a message of ours; `ref` is the desk's once it has it.
 * @typedef {{id: string, name: string, kind: string, ref: string | null}} OutgoingFile
 */

/**
 * A message of ours that the server has not stored yet, as far as we know.
 * @typedef {object} Outgoing
 * @property {string} client_id
 * @property {string} time  ISO 8601, by our clock.
 * @property {string} text  What the customer reads: their words, or the button's title.
 * @property {{id: string, seq: number} | null} button
 * @property {RatingGiven | null} rating
 * @property {OutgoingFile[]} [files]
 * @property {"sending" | "failed"} state
 * @property {string | null} error  Code of the error that it failed with; null while sending.
 */

/** Errors after which sending the same again cannot help. */
const FINAL = new Set(["too_long", "bad_request", "blocked", "fileLarge", "fileRefused", "fileLost"]);

/** @param {string} client_id @param {string} time @param {Pick<Outgoing, "text"> & Partial<Outgoing>} said
 * @returns {Outgoing} */
export const written = (client_id, time, said) => ({
  client_id,
  time,
  button: null,
  rating: null,
  state: "sending",
  error: null,
  ...said,
});

/** What to call the desk's refusal of it: of what goes with a message it can only miss the files.
 * @param {Outgoing} outgoing @param {{code: string}} refusal */
export const errorOf = ({ files }, { code }) => (files && code === "not_found" ? "fileLost" : code);

/** @param {Outgoing} outgoing */
export const isFinal = (outgoing) => FINAL.has(outgoing.error ?? "");

/** The part of the `send` event that says what is sent. @param {Outgoing} outgoing @returns {Send} */
export function payloadOf({ client_id, text, button, rating, files = [] }) {
  if (rating) return { client_id, rating };
  if (button) return { client_id, button_id: button.id };
  const refs = files.map(({ ref }) => /** @type {string} */ (ref)); // whole by now
  return { client_id, ...(text !== "" && { text }), ...(refs.length > 0 && { files: refs }) };
}

/** The desk has all that goes with it. @param {Outgoing} outgoing */
export const isWhole = ({ files = [] }) => files.every(({ ref }) => ref);

/** How it is shown once the desk has stored it.
 * @param {Outgoing} outgoing @param {Sent} sent @returns {Message} */
export const asMessage = ({ client_id, text, rating, files = [] }, sent) => ({
  ...sent,
  client_id,
  text,
  author: { kind: "customer" },
  kind: rating ? "rating" : "text",
  custom: rating,
  attachments: files.map(({ id, name, kind }) => ({ kind, name, upload: id })),
});
