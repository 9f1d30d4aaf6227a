/** How people are told from each other at a glance. Pure. */

const HUES = 12;

/**
 * The first letters of the first and the last name; a question mark for nobody known.
 *
 * @param {string | null | undefined} name
 */
export function initials(name) {
  const words = (name ?? "").trim().split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen.map((word) => [...word][0].toLocaleUpperCase()).join("") || "?";
}

/**
 * A hue in degrees, the same for the same name.
 *
 * @param {string} name
 */
export function hueOf(name) {
  const sum = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7);
  return (sum % HUES) * (360 / HUES);
}
