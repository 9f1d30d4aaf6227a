/** Letters of the scripts that are written from right to left. */
const FROM_RIGHT = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u;

/**
 * Words within a sentence from left to right, where there is no markup to say so: what stands around
 * them keeps its order (Unicode's first strong isolate).
 *
 * @param {string} words
 */
export const isolated = (words) => (FROM_RIGHT.test(words) ? `\u2068${words}\u2069` : words);
