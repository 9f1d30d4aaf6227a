/**
 * The agent: name, presence, notifications, log out.
 *
 * @import {Desk} from "../desk.js"
 * @import {Presence} from "../types.js"
 */

import { html } from "../../html.js";
import { ICONS } from "../../vendor/icons.js";
import { askPermission, permission } from "../alerts.js";
import { kept } from "../kept.js";
import { Avatar } from "./avatar.js";
import { Icon } from "./icon.js";

const declined = kept("notifications-declined", false);

/** @type {[Presence, string][]} */
const CHOICES = [["available", "Available"], ["away", "Away"]];

/** @type {[string, string, keyof typeof ICONS][]} */
const PAGES = [
  ["floor", "Floor", "layout-dashboard"], ["reports", "Reports", "chart-column"],
  ["blocks", "Blocked", "ban"], ["accounts", "Accounts", "users"],
  ["audit", "Audit", "scroll-text"], ["privacy", "Privacy", "shield"],
];

/** @type {[string, string, Desk["dialog"]["value"], string, keyof typeof ICONS][]} */
const DIALOGS = [
  ["incidents", "Incidents", "incidents", "What goes wrong for many (i)", "triangle-alert"],
  ["replies", "Replies", "replies", "Replies that everybody can use", "message-square-text"],
  ["labels", "Labels", "label-list", "The list of labels", "tag"],
  ["labels", "Skills", "skill-list", "The list of skills", "award"],
];

/** @param {{desk: Desk, leave: () => void}} props */
export function Self({ desk, leave }) {
  const agent = desk.snapshot.value?.agent;
  return html`
    <div class="self">
      <div class="self-line">
        <${Avatar} name=${agent?.name} />
        <strong dir="auto">${agent?.name}</strong>
        <${Tool} icon="keyboard" name="Keys" title="Keyboard shortcuts (?)"
          press=${() => (desk.dialog.value = "shortcuts")} />
        <${Tool} icon="circle-user-round" name="You" title="Your logins, password, second factor and sounds"
          press=${() => (desk.dialog.value = "own-account")} />
        <${Tool} icon="log-out" name="Log out" title="Log out" press=${leave} />
      </div>
      <button class="find" title="Find a message, a note or a customer (/ or Ctrl+K)"
        onClick=${() => (desk.dialog.value = "search")}>
        <${Icon} name="search" /> Find <kbd aria-hidden="true">/</kbd>
      </button>
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
    </div>
  `;
}

/** @param {{desk: Desk}} props */
function Pages({ desk }) {
  const view = desk.view.value;
  const dialogs = DIALOGS.filter(([permission]) => desk.may(permission));
  const pages = PAGES.filter(([page]) => desk.may(page));
  return html`
    <div class="pages">
      ${dialogs.map(([, words, dialog, title, icon]) => html`
        <${Tool} icon=${icon} name=${words} title=${title} press=${() => (desk.dialog.value = dialog)} />
      `)}
      ${pages.map(([page, words, icon]) => html`
        <a class="tool" href=${`#/${page}`} title=${words} aria-label=${words}
          aria-current=${view === page ? "page" : undefined} onClick=${() => (desk.pane.value = "main")}>
          <${Icon} name=${icon} />
        </a>
      `)}
    </div>
  `;
}

/** @param {{icon: keyof typeof ICONS, name: string, title: string, press: () => void}} props */
const Tool = ({ icon, name, title, press }) => html`
  <button class="tool" title=${title} aria-label=${name} onClick=${press}><${Icon} name=${icon} /></button>
`;

function AskToNotify() {
  if (permission.value !== "default" || declined.value) return null;
  return html`
    <p class="ask">
      Hear of offers and answers while you are in another tab?
      <span>
        <button class="quiet" onClick=${askPermission}>Notify me</button>
        <button class="quiet" onClick=${() => (declined.value = true)}>Not now</button>
      </span>
    </p>
  `;
}
