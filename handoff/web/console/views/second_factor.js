/**
 * Setting up a second factor: a picture for the app, its first code, and codes for when it is lost.
 *
 * @import {Proposal} from "../types.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { said } from "../errors.js";
import { confirmFactor, proposeFactor, removeFactor } from "../own_account.js";
import { useSubmit } from "./submitting.js";

/** @param {{isOn: boolean, changed: () => void}} props */
export function SecondFactor({ isOn, changed }) {
  const [proposal, setProposal] = useState(/** @type {Proposal | null} */ (null));
  const [codes, setCodes] = useState(/** @type {string[]} */ ([]));
  const [error, setError] = useState("");

  /** @param {() => Promise<void>} act */
  const tried = (act) => act().then(() => setError(""), (problem) => setError(said(problem)));
  const propose = () => tried(async () => setProposal(await proposeFactor()));
  const remove = () => tried(async () => { await removeFactor(); changed(); });

  if (codes.length) return html`<${Recovery} codes=${codes} done=${changed} />`;
  if (proposal) return html`<${Scan} proposal=${proposal} done=${setCodes} />`;
  return html`
    <p>
      ${isOn
        ? "On: logging in asks for a code of your app as well."
        : "Off: whoever has your password is you. An authenticator app on your telephone changes that."}
    </p>
    <p class="error" role="alert">${error}</p>
    <p>
      ${isOn
        ? html`<button onClick=${remove}>Remove the second factor</button>`
        : html`<button class="primary" onClick=${propose}>Set up a second factor</button>`}
    </p>
  `;
}

/** @param {{proposal: Proposal, done: (codes: string[]) => void}} props */
function Scan({ proposal: { picture, secret }, done }) {
  const { error, busy, submit } = useSubmit(async (form) =>
    done(await confirmFactor(String(form.get("code")))),
  );
  return html`
    <form class="factor" onSubmit=${submit}>
      <img src=${picture} alt="QR code for an authenticator app" width="220" height="220" />
      <div>
        <p>Scan this with an authenticator app, or type the key into it:</p>
        <p><code>${secret.replace(/.{4}/g, "$& ").trim()}</code></p>
        <label>
          The six digits that it shows
          <input name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus />
        </label>
        <p class="error" role="alert">${error}</p>
        <button class="primary" disabled=${busy}>Turn it on</button>
      </div>
    </form>
  `;
}

/** @param {{codes: string[], done: () => void}} props */
function Recovery({ codes, done }) {
  return html`
    <p role="status">
      <strong>Your second factor is on.</strong> Keep these recovery codes where your telephone is not:
      each lets you in once without it, and they are not shown again.
    </p>
    <ul class="recovery">${codes.map((code) => html`<li key=${code}><code>${code}</code></li>`)}</ul>
    <p><button class="primary" onClick=${done}>I have kept them</button></p>
  `;
}
