/** The conversation as a text file that the customer keeps. @import {Conversation} from "./conversation.js" */

import { isolated } from "../isolated.js";
import { language, texts } from "./texts.js";

/** All that was said, oldest first, a line each: when, who, what.
 * @param {Conversation} state @param {(author: import("./shown.js").Author) => string} nameOf */
export const transcript = ({ earlier, messages }, nameOf) =>
  [...earlier, ...messages]
    .map((message) => ({ ...message, words: wordsOf(message) }))
    .filter(({ words }) => words)
    .map(({ time, author, words }) => `[${momentOf(time)}] ${isolated(nameOf(author))}: ${isolated(words)}\n`)
    .join("");

/** Hands the browser a file to save. @param {string} text @param {string} name */
export function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {import("./shown.js").Message} message */
function wordsOf({ text, image, attachments = [] }) {
  const files = attachments.map(({ name }) => name ?? texts.value.file);
  const extras = [...(image ? [texts.value.picture] : []), ...files].map((extra) => `[${extra}]`);
  return [text, ...extras].filter(Boolean).join(" ");
}

/** @param {string} time */
const momentOf = (time) => new Date(time).toLocaleString(language.value);
