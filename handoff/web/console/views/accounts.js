/**
 * Everybody who may log in, and every program that may read the desk, for admins.
 *
 * @import {Account} from "../types.js"
 * @import {Desk} from "../desk.js"
 * @import {AccountLink} from "../accounts.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { newLink, readAccounts, toggleAccount, wholeLink } from "../accounts.js";
import { when } from "../format.js";
import { name } from "../words.js";
import { AccountDialog } from "./account_form.js";
import { useKnown } from "./known.js";
import { Tokens } from "./tokens.js";

/** @typedef {{name: string, link: AccountLink}} Given */

/** @param {{desk: Desk}} props */
export function Accounts({ desk }) {
  const { known, error, tried } = useKnown(readAccounts);
  const [edited, setEdited] = useState(/** @type {Account | null} */ (null));
  const [given, setGiven] = useState(/** @type {Given | null} */ (null));

  /** @param {Account | null} account */
  function edit(account) {
    setEdited(account);
    desk.dialog.value = "account";
  }

  /**
   * @param {string} name
   * @param {AccountLink | null} link
   */
  async function saved(name, link) {
    desk.dialog.value = null;
    await tried(async () => link && setGiven({ name, link }));
  }

  /** @param {Account} account */
  const giveLink = (account) =>
    tried(async () => setGiven({ name: account.name, link: await newLink(account.id) }));

  return html`
    <header class="wide-head">
      <h1>Accounts</h1>
      <button class="primary" onClick=${() => edit(null)}>Invite somebody</button>
    </header>
    <p class="error wide-part" role="alert">${error}</p>
    ${given && html`<${Link} given=${given} done=${() => setGiven(null)} />`}
    <div class="table-frame" tabindex="0" role="region" aria-label="Accounts">
      <table aria-busy=${known === null}>
        <thead>
          <tr>
            <th>Name</th><th>Role</th><th>Skills</th><th>At once</th><th>State</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${known?.map((account) => html`
            <${Row} key=${account.id} desk=${desk} account=${account} edit=${edit}
              link=${giveLink} toggle=${() => tried(() => toggleAccount(account))} />
          `)}
        </tbody>
      </table>
    </div>
    ${desk.dialog.value === "account" && html`
      <${AccountDialog} desk=${desk} account=${edited} saved=${saved} />
    `}
    <${Tokens} desk=${desk} />
  `;
}

/**
 * @param {{desk: Desk, account: Account, edit: (account: Account) => void,
 *   link: (account: Account) => void, toggle: () => void}} props
 */
function Row({ desk, account, edit, link, toggle }) {
  const { disabled, email, id, invited, name: who, role, skills, capacity } = account;
  const own = id === desk.snapshot.value?.agent.id;
  return html`
    <tr class=${disabled ? "off" : ""}>
      <th scope="row"><bdi>${who}</bdi><span class="muted">${email}</span></th>
      <td>${name(role)}</td>
      <td>${skills.join(", ") || "every skill"}</td>
      <td>${capacity}</td>
      <td><${State} desk=${desk} account=${account} /></td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`Change: ${who}`} onClick=${() => edit(account)}>
          Change
        </button>
        ${!disabled && html`
          <button class="quiet" aria-label=${`New link: ${who}`} onClick=${() => link(account)}>
            ${invited ? "Invite again" : "Reset password"}
          </button>
        `}
        ${!own && html`
          <button class="quiet" aria-label=${`${disabled ? "Enable" : "Disable"}: ${who}`}
            onClick=${toggle}>${disabled ? "Enable" : "Disable"}</button>
        `}
      </td>
    </tr>
  `;
}

/** @param {{desk: Desk, account: Account}} props */
function State({ desk, account: { disabled, id, invited, seen_at } }) {
  if (disabled) return html`<span class="tag">Disabled</span>`;
  if (invited) return html`<span class="tag strong">Invited</span>`;
  const presence = desk.snapshot.value?.agents.find((each) => each.id === id)?.presence;
  if (presence && presence !== "offline") return name(presence);
  return html`<span class="muted">last here ${when(seen_at, desk.now.value)}</span>`;
}

/** @param {{given: Given, done: () => void}} props */
function Link({ given: { name: who, link }, done }) {
  const [copied, setCopied] = useState(false);
  const address = wholeLink(link);
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  return html`
    <section class="given wide-part" aria-label="Link">
      <p>
        <strong>A link for <bdi>${who}</bdi> alone.</strong> It works once, until ${" "}
        ${new Date(link.expires_at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}:
        whoever opens it chooses the password.
      </p>
      <p class="given-line">
        <input readonly aria-label="Link to choose a password" value=${address}
          onFocus=${(/** @type {any} */ event) => event.currentTarget.select()} />
        ${navigator.clipboard && html`
          <button onClick=${copy}>${copied ? "Copied" : "Copy"}</button>
        `}
        <button class="quiet" onClick=${done}>Done</button>
      </p>
    </section>
  `;
}
