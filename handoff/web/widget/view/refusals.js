import { TEXT_LIMIT } from "../client.js";
import { fill, texts } from "../texts.js";
import { MEGABYTES, MOST_FILES } from "../uploads.js";

/** What the customer reads for the code of an error. @param {string | null} error */
export function wordsFor(error) {
  /** @type {Record<string, string>} */
  const words = texts.value;
  const limits = { limit: TEXT_LIMIT, files: MOST_FILES, ...MEGABYTES };
  return error && error in words ? fill(words[error], limits) : words.failed;
}
