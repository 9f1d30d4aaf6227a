/** Entry point: the only place of the console where objects are built. */

import { effect, signal } from "../vendor/signals.js";
import { render } from "../vendor/preact.js";
import { html } from "../html.js";
import { logOut, whoAmI } from "./account.js";
import { listenForOffers } from "./alerts.js";
import { Connection } from "./connection.js";
import { Desk } from "./desk.js";
import { said } from "./errors.js";
import { listenToKeys } from "./keys.js";
import { Login } from "./views/login.js";
import { Page } from "./views/page.js";

const RETRY_AFTER = 3_000;

const desk = signal(/** @type {Desk | null} */ (null));
const asking = signal(true);
const trouble = signal("");

function begin() {
  const begun = new Desk(new Connection(), leaveIfLoggedOut);
  begun.selected.value = place();
  begun.start();
  followPlace(begun);
  listenToKeys(begun);
  listenForOffers(begun);
  desk.value = begun;
}

/** The conversation that the address names, so that a reload and a link come back to it. */
function place() {
  return decodeURIComponent(location.hash.slice(1)) || null;
}

/** @param {Desk} desk */
function followPlace(desk) {
  addEventListener("hashchange", () => {
    const id = place();
    if (id && id !== desk.selected.value) desk.select(id);
  });
  effect(() => {
    const id = desk.selected.value;
    if (id && id !== place()) history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  });
}

async function leave() {
  await logOut();
  location.reload();
}

async function leaveIfLoggedOut() {
  const agent = await whoAmI().catch((error) => said(error));
  if (agent === null) location.reload();
}

async function start() {
  try {
    if (await whoAmI()) begin();
    asking.value = false;
  } catch (error) {
    trouble.value = said(error);
    setTimeout(start, RETRY_AFTER);
  }
}

function Console() {
  if (asking.value) return html`<p class="waiting" role="status">${trouble.value}</p>`;
  if (desk.value) return html`<${Page} desk=${desk.value} leave=${leave} />`;
  return html`<${Login} done=${begin} />`;
}

render(html`<${Console} />`, /** @type {Element} */ (document.getElementById("console")));
start();
