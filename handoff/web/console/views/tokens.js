/**
 * Programs that may read the desk, for admins: their tokens are made here, shown once, and revoked.
 *
 * @import {ApiToken, TokenMade} from "../types.js"
 * @import {Desk} from "../desk.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { when } from "../format.js";
import { SCOPES, makeToken, readTokens, revokeToken, tokenOf } from "../tokens.js";
import { Dialog } from "./dialog.js";
import { useKnown } from "./known.js";
import { useSubmit } from "./submitting.js";

/** @param {{desk: Desk}} props */
export function Tokens({ desk }) {
  const { known, error, tried } = useKnown(readTokens);
  const [made, setMade] = useState(/** @type {TokenMade | null} */ (null));

  /** @param {TokenMade} token */
  function done(token) {
    desk.dialog.value = null;
    void tried(async () => setMade(token));
  }

  return html`
    <header class="wide-head">
      <h2>Tokens of programs</h2>
      <button onClick=${() => (desk.dialog.value = "token")}>Make a token</button>
    </header>
    <p class="error wide-part" role="alert">${error}</p>
    ${made && html`<${Shown} made=${made} done=${() => setMade(null)} />`}
    <div class="table-frame" tabindex="0" role="region" aria-label="Tokens of programs">
      <table aria-busy=${known === null}>
        <thead>
          <tr>
            <th>Name</th><th>For</th><th>Made</th><th>Used</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${known?.map((token) => html`
            <${Row} key=${token.id} desk=${desk} token=${token}
              revoke=${() => tried(() => revokeToken(token.id))} />
          `)}
        </tbody>
      </table>
      ${known?.length === 0 && html`<p class="empty wide-part">No program has one.</p>`}
    </div>
    ${desk.dialog.value === "token" && html`<${TokenDialog} desk=${desk} done=${done} />`}
  `;
}

/** @param {{desk: Desk, token: ApiToken, revoke: () => void}} props */
function Row({ desk, token: { name, scopes, made_by, made_at, used_at }, revoke }) {
  const [asked, setAsked] = useState(false);
  const now = desk.now.value;
  return html`
    <tr>
      <th scope="row" dir="auto">${name}</th>
      <td>${scopes.map((scope) => SCOPES.find(([each]) => each === scope)?.[1] ?? scope).join("; ")}</td>
      <td>${when(made_at, now)} <span class="muted">by <bdi>${made_by}</bdi></span></td>
      <td>${used_at ? when(used_at, now) : "never"}</td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`${asked ? "Revoke for good" : "Revoke"}: ${name}`}
          onClick=${asked ? revoke : () => setAsked(true)}>
          ${asked ? "Revoke for good" : "Revoke"}
        </button>
      </td>
    </tr>
  `;
}

/** @param {{desk: Desk, done: (made: TokenMade) => void}} props */
function TokenDialog({ desk, done }) {
  const { error, busy, submit } = useSubmit(async (form) => {
    const wanted = tokenOf(form);
    if (!wanted.scopes.length) return "Say what the token is for.";
    done(await makeToken(wanted));
  });
  return html`
    <${Dialog} desk=${desk} title="Make a token">
      <form onSubmit=${submit}>
        <label>Name of the program
          <input name="name" dir="auto" required maxlength="60" autocomplete="off" />
        </label>
        <fieldset>
          <legend>What it may do</legend>
          ${SCOPES.map(([scope, words]) => html`
            <label class="check"><input type="checkbox" name=${scope} /> ${words}</label>
          `)}
        </fieldset>
        <p class="error" role="alert">${error}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
          <button class="primary" disabled=${busy}>Make it</button>
        </p>
      </form>
    <//>
  `;
}

/** @param {{made: TokenMade, done: () => void}} props */
function Shown({ made: { token, shown }, done }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(shown);
    setCopied(true);
  };
  return html`
    <section class="given wide-part" aria-label="New token">
      <p><strong>The token of <bdi>${token.name}</bdi>.</strong> It is shown this once: give it to the program now.</p>
      <p class="given-line">
        <input readonly aria-label="Token" value=${shown}
          onFocus=${(/** @type {any} */ event) => event.currentTarget.select()} />
        ${navigator.clipboard && html`
          <button onClick=${copy}>${copied ? "Copied" : "Copy"}</button>
        `}
        <button class="quiet" onClick=${done}>Done</button>
      </p>
    </section>
  `;
}
