/** The login form. */

import { html } from "../../html.js";
import { logIn } from "../account.js";
import { useSubmit } from "./submitting.js";

/** @param {{done: (agent: import("../types.js").Agent) => void}} props */
export function Login({ done }) {
  const { error, busy, submit } = useSubmit(async (form) =>
    done(await logIn(String(form.get("email")), String(form.get("password")))),
  );

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
