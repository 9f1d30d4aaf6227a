/**
 * Where the customer is on the host site, as their browser says: live, and never a proof.
 *
 * @import {Cart, Page} from "../types.js"
 */

import { html } from "../../html.js";
import { money } from "../format.js";
import { name as inWords } from "../words.js";

/** @param {{page: Page}} props */
export function Looking({ page: { url, title, cart, fields } }) {
  const told = Object.entries(fields ?? {});
  if (!url && !title && !cart && !told.length) return null;
  return html`
    <dl class="facts looking" title="As the customer's browser says it">
      ${(url || title) && html`<div><dt>Looks at</dt><dd><${Place} url=${url} title=${title} /></dd></div>`}
      ${cart && html`<div><dt>Cart</dt><dd dir="auto">${inCart(cart)}</dd></div>`}
      ${told.map(([name, value]) => html`<div><dt dir="auto">${inWords(name)}</dt><dd dir="auto">${value}</dd></div>`)}
    </dl>
  `;
}

/**
 * The address is one that the desk took for a page's. Its title is the site's word, so it stands
 * beside the link and never instead of the address that the link leads to.
 *
 * @param {Page} props
 */
const Place = ({ url, title }) => html`
  ${title && html`<span dir="auto">${title}</span> `}
  ${url && html`<a href=${url} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${url}</a>`}
`;

/** @param {Cart} cart */
function inCart({ value, currency, items = [] }) {
  const worth = value == null ? "" : currency ? money(value * 100, currency) : String(value);
  return [worth, items.join(", ")].filter(Boolean).join(": ") || "empty";
}
