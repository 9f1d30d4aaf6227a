/** The login form. */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { logIn } from "../account.js";
import { Refused } from "../errors.js";
import { CodeField } from "./code_field.js";
import { useSubmit } from "./submitting.js";

/** @param {{done: (agent: import("../types.js").AgentSelf) => void}} props */
export function Login({ done }) {
  const [needsCode, setNeedsCode] = useState(false);
  const { error, busy, submit } = useSubmit(async (form) => {
    const [email, password, code] = ["email", "password", "code"].map((name) => String(form.get(name) ?? ""));
    try {
      done(await logIn(email, password, code));
    } catch (problem) {
      if (problem instanceof Refused && problem.code === "code_needed") setNeedsCode(true);
      throw problem;
    }
  });

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
        ${needsCode && html`<${CodeField} />`}
        <p class="error" role="alert">${error}</p>
        <button class="primary" disabled=${busy}>Log in</button>
      </form>
    </main>
  `;
}
