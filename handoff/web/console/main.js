/**
 * Entry point: the only place of the console where objects are built.
 *
 * @import {AgentSelf} from "./types.js"
 */

import { effect, signal } from "../vendor/signals.js";
import { render } from "../vendor/preact.js";
import { html } from "../html.js";
import { logOut, whoAmI } from "./account.js";
import { reportActivity } from "./activity.js";
import { listenForOffers } from "./alerts.js";
import { Connection } from "./connection.js";
import { Desk } from "./desk.js";
import { said } from "./errors.js";
import { listenToKeys } from "./keys.js";
import { passwordKept } from "./own_account.js";
import { conversationAt, placeOf } from "./place.js";
import { ConfirmPassword } from "./views/confirm_password.js";
import { Join } from "./views/join.js";
import { Login } from "./views/login.js";
import { NoDesk } from "./views/no_desk.js";
import { Page } from "./views/page.js";
import { SecureFirst } from "./views/secure_first.js";

const RETRY_AFTER = 3_000;

const desk = signal(/** @type {Desk | null} */ (null));
const asking = signal(true);
const trouble = signal("");
/** Somebody who is logged in and has no desk. */
const outside = signal(/** @type {AgentSelf | null} */ (null));
/** An admin who has to set up a second factor before anything else. */
const securing = signal(/** @type {AgentSelf | null} */ (null));
/** The token of a link to choose a password with. */
const joining = signal(place().view === "join" ? place().id : null);

/** @param {AgentSelf} agent  who is logged in */
function enter(agent) {
  if (agent.lacks_factor) securing.value = agent;
  else if (agent.may.includes("desk")) begin();
  else outside.value = agent;
}

/** @param {AgentSelf} agent */
function joined(agent) {
  history.replaceState(null, "", location.pathname);
  joining.value = null;
  enter(agent);
}

function begin() {
  const connection = new Connection();
  const begun = new Desk(connection, leaveIfLoggedOut);
  begun.goTo(place());
  begun.start();
  followPlace(begun);
  listenToKeys(begun);
  listenForOffers(begun);
  reportActivity(connection);
  desk.value = begun;
}

/** What the address names, so that a reload and a link come back to it. */
function place() {
  return placeOf(location.hash);
}

/** @param {Desk} desk */
function followPlace(desk) {
  addEventListener("hashchange", () => {
    if (place().view === "join") location.reload();
    else desk.goTo(place());
  });
  effect(() => {
    const [view, id, seq] = [desk.view.value, desk.selected.value, desk.target.value];
    const shown = view === "conversation" ? id && conversationAt(id, seq) : `#/${view}`;
    if (shown && shown !== location.hash) history.replaceState(null, "", shown);
  });
}

async function leave() {
  // Nobody could undo it any more.
  await desk.value?.resolving.tell(Infinity);
  await logOut();
  location.reload();
}

async function leaveIfLoggedOut() {
  await passwordKept();
  const agent = await whoAmI().catch((error) => said(error));
  if (agent === null) location.reload();
}

async function start() {
  try {
    const agent = joining.value ? null : await whoAmI();
    if (agent) enter(agent);
    asking.value = false;
  } catch (error) {
    trouble.value = said(error);
    setTimeout(start, RETRY_AFTER);
  }
}

const Console = () => html`<${Shown} /><${ConfirmPassword} />`;

function Shown() {
  if (asking.value) return html`<p class="waiting" role="status">${trouble.value}</p>`;
  if (desk.value) return html`<${Page} desk=${desk.value} leave=${leave} />`;
  if (joining.value) return html`<${Join} token=${joining.value} done=${joined} />`;
  if (securing.value) return html`<${SecureFirst} agent=${securing.value} leave=${leave} />`;
  if (outside.value) return html`<${NoDesk} agent=${outside.value} leave=${leave} />`;
  return html`<${Login} done=${enter} />`;
}

render(html`<${Console} />`, /** @type {Element} */ (document.getElementById("console")));
start();
