/**
 * The agent: name, presence, notifications, log out.
 *
 * @import {Desk} from "../desk.js"
 * @import {Presence} from "../types.js"
 */

import { html } from "../../html.js";
import { askPermission, permission } from "../alerts.js";
import { kept } from "../kept.js";

const declined = kept("notifications-declined", false);

/** @type {[Presence, string][]} */
const CHOICES = [["available", "Available"], ["away", "Away"]];

/** @type {[string, string][]} */
const PAGES = [
  ["floor", "Floor"], ["reports", "Reports"], ["blocks", "Blocked"],
  ["accounts", "Accounts"], ["audit", "Audit"], ["privacy", "Privacy"],
];

/** @param {{desk: Desk, leave: () => void}} props */
export function Self({ desk, leave }) {
  const agent = desk.snapshot.value?.agent;
  return html`
    <header class="self">
      <div class="self-line">
        <img src="/web/console/icon.svg" alt="" width="22" height="22" />
        <strong dir="auto">${agent?.name}</strong>
        <button class="quiet" title="Keyboard shortcuts (?)"
          onClick=${() => (desk.dialog.value = "shortcuts")}>Keys</button>
        <button class="quiet" title="Your logins, password and second factor"
          onClick=${() => (desk.dialog.value = "own-account")}>You</button>
        <button class="quiet" onClick=${leave}>Log out</button>
      </div>
      <${Pages} desk=${desk} />
      <fieldset class="presence">
        <legend class="unseen">Presence</legend>
        ${CHOICES.map(([presence, word]) => html`
          <label class=${presence}>
            <input type="radio" name="presence" checked=${agent?.presence === presence}
              onChange=${() => desk.handling.setPresence(presence)} />
            <span>${word}</span>
          </label>
        `)}
      </fieldset>
      <${AskToNotify} />
    </header>
  `;
}

/** @param {{desk: Desk}} props */
function Pages({ desk }) {
  const view = desk.view.value;
  return html`
    <div class="pages">
      <button class="quiet" title="Find a message, a note or a customer (/ or Ctrl+K)"
        onClick=${() => (desk.dialog.value = "search")}>Find</button>
      ${desk.may("incidents") && html`
        <button class="quiet" title="What goes wrong for many (i)"
          onClick=${() => (desk.dialog.value = "incidents")}>Incidents</button>
      `}
      ${desk.may("replies") && html`
        <button class="quiet" onClick=${() => (desk.dialog.value = "replies")}>Replies</button>
      `}
      ${desk.may("labels") && html`
        <button class="quiet" onClick=${() => (desk.dialog.value = "label-list")}>Labels</button>
      `}
      ${PAGES.filter(([page]) => desk.may(page)).map(([page, words]) => html`
        <a href=${`#/${page}`} aria-current=${view === page ? "page" : undefined}>${words}</a>
      `)}
    </div>
  `;
}

function AskToNotify() {
  if (permission.value !== "default" || declined.value) return null;
  return html`
    <p class="ask">
      Hear of an offer while you are in another tab?
      <span>
        <button class="quiet" onClick=${askPermission}>Notify me</button>
        <button class="quiet" onClick=${() => (declined.value = true)}>Not now</button>
      </span>
    </p>
  `;
}
