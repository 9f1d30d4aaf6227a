/** Finds the web addresses in a text, so that they can be shown as links without any HTML. */

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"]+/gi;
const TRAILING = /[.,:;!?'")\]}]+$/;

/** @typedef {{text: string, href: string | null}} Part */

/** @param {string} text @returns {Part[]} */
export function partsOf(text) {
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = trimmed(found[0]);
    if (found.index > end) parts.push({ text: text.slice(end, found.index), href: null });
    parts.push({ text: address, href: hrefOf(address) });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** A sentence's full stop is not part of the address, a closed bracket within it is.
 * @param {string} address */
function trimmed(address) {
  const cut = address.replace(TRAILING, "");
  const open = cut.split("(").length > cut.split(")").length;
  return open && address[cut.length] === ")" ? `${cut})` : cut;
}

/** @param {string} address */
const hrefOf = (address) => (/^https?:/i.test(address) ? address : `https://${address}`);
