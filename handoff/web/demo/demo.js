/** The demo shop: its window, and the choice of the customer whom the shop has signed in. */

import { PRODUCTS } from "./products.js";

/** @typedef {{id: string, name: string, situation: string}} Customer */
/** @typedef {{identify(token: string | null): Promise<void>, open(): Promise<void>}} Warmdesk */

const KEPT = "demo:customer";
const select = /** @type {HTMLSelectElement} */ (document.getElementById("customer"));
const account = /** @type {HTMLElement} */ (document.getElementById("account"));

/** @param {string} path @param {object} [body] @returns {Promise<any>} */
async function call(path, body) {
  const init = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, init);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** The widget's script is loaded at its own pace. @returns {Promise<Warmdesk>} */
async function warmdesk() {
  const page = /** @type {{warmdesk?: Warmdesk}} */ (window);
  while (!page.warmdesk) await new Promise((done) => setTimeout(done, 50));
  return page.warmdesk;
}

async function fillSelect() {
  /** @type {Customer[]} */
  const customers = await call("demo/customers");
  const options = customers.map(({ id, name, situation }) => new Option(`${name} – ${situation}`, id));
  select.append(...options);
  select.value = localStorage.getItem(KEPT) ?? "";
  if (select.selectedIndex < 0) select.value = "";
}

/** Does what a shop's own server does after a login: hands the widget a signed identity. */
async function signIn() {
  const id = select.value;
  localStorage.setItem(KEPT, id);
  const name = select.selectedOptions[0].text.split(" – ")[0];
  account.textContent = id ? `Hello, ${name}` : "Not signed in";
  const identity = id ? (await call("demo/identity", { customer_id: id })).identity : null;
  if (id === select.value) await (await warmdesk()).identify(identity);
}

/** @param {string} name @param {string} className @param {string} text */
function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {string} path */
function drawing(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 64 48");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** @param {import("./products.js").Product} product */
function card({ name, kind, price, note, drawing: path }) {
  const item = document.createElement("li");
  const cost = price.toLocaleString("en", { style: "currency", currency: "EUR" });
  item.append(
    drawing(path),
    element("p", "kind", kind),
    element("h3", "", name),
    element("p", "note", note),
    element("p", "price", cost),
  );
  return item;
}

document.getElementById("products")?.append(...PRODUCTS.map(card));
document.getElementById("ask")?.addEventListener("click", async () => (await warmdesk()).open());
select.addEventListener("change", signIn);
await fillSelect();
await signIn();
