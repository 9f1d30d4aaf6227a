/** The login form. */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { logIn } from "../account.js";
import { said } from "../errors.js";

/** @param {{done: (agent: import("../types.js").Agent) => void}} props */
export function Login({ done }) {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    setBusy(true);
    try {
      done(await logIn(String(form.get("email")), String(form.get("password"))));
    } catch (problem) {
      setError(said(problem));
      setBusy(false);
    }
  }

  return html`
    <main class="login">
      <form class="login-form" onSubmit=${submit}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Warmdesk console</h1>
        <label>
          E-mail
          <input name="email" type="email" autocomplete="username" required autofocus />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="error" role="alert">${error}</p>
        <button class="primary" disabled=${busy}>Log in</button>
      </form>
    </main>
  `;
}
