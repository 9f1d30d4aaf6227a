/**
 * What the page says of itself, cut to what the desk takes: a mistake of the site must not keep a
 * message from being sent.
 *
 * @import {Cart, Page} from "./wire.js"
 */

const FIELDS = 10;
const ITEMS = 20;

/**
 * What the site tells besides: `warmdesk.context({...})`, or `data-context` of the script tag.
 * @typedef {{cart?: any, fields?: any}} Context
 */

/** The address comes without its query, which may hold what is nobody's business.
 * @param {Pick<Location, "origin" | "pathname" | "protocol">} location @param {string} title
 * @param {Context} [context] @returns {Page} */
export const pageOf = ({ origin, pathname, protocol }, title, { cart, fields } = {}) => ({
  url: protocol.startsWith("http") ? (origin + pathname).slice(0, 2_000) : "",
  title: title.slice(0, 300),
  ...(isObject(cart) && { cart: cartOf(cart) }),
  ...(isObject(fields) && { fields: fieldsOf(fields) }),
});

/** @param {any} cart @returns {Cart} */
function cartOf({ value, currency, items }) {
  const worth = value === null || value === "" ? NaN : Number(value);
  const listed = Array.isArray(items) ? items.map(String).filter(Boolean) : [];
  return {
    ...(worth >= 0 && worth <= 1e9 && { value: worth }),
    ...(/^[a-z]{3}$/i.test(currency) && { currency: String(currency).toUpperCase() }),
    items: listed.slice(0, ITEMS).map((item) => item.slice(0, 120)),
  };
}

/** @param {object} fields @returns {Record<string, string>} */
function fieldsOf(fields) {
  const plain = Object.entries(fields).filter(([name, value]) => name && isPlain(value));
  return Object.fromEntries(
    plain.slice(0, FIELDS).map(([name, value]) => [name.slice(0, 40), String(value).slice(0, 200)]),
  );
}

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null;

/** @param {unknown} value */
const isPlain = (value) => ["string", "number", "boolean"].includes(typeof value);
