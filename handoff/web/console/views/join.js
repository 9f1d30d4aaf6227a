/** Choosing a password with the link of an invitation. */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { choosePassword } from "../account.js";
import { Refused } from "../errors.js";
import { CodeField } from "./code_field.js";
import { useSubmit } from "./submitting.js";

const SHORTEST = 12;

/** @param {{token: string, done: (agent: import("../types.js").AgentSelf) => void}} props */
export function Join({ token, done }) {
  const [needsCode, setNeedsCode] = useState(false);
  const { error, busy, submit } = useSubmit(async (form) => {
    const [password, again] = [String(form.get("password")), String(form.get("again"))];
    if (password !== again) return "The two do not match.";
    try {
      done(await choosePassword(token, password, String(form.get("code") ?? "")));
    } catch (problem) {
      if (problem instanceof Refused && problem.code === "code_needed") setNeedsCode(true);
      throw problem;
    }
  });

  return html`
    <main class="login">
      <form class="login-form" onSubmit=${submit}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Choose your password</h1>
        <p class="muted">At least ${SHORTEST} characters: a few words that only you would put together.</p>
        <label>
          Password
          <input name="password" type="password" autocomplete="new-password" required
            minlength=${SHORTEST} autofocus />
        </label>
        <label>
          Once more
          <input name="again" type="password" autocomplete="new-password" required />
        </label>
        ${needsCode && html`<${CodeField} />`}
        <p class="error" role="alert">${error}</p>
        <button class="primary" disabled=${busy}>Save and log in</button>
      </form>
    </main>
  `;
}
