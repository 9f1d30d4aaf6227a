/** Choosing a password with the link of an invitation. */

import { html } from "../../html.js";
import { choosePassword } from "../account.js";
import { useSubmit } from "./submitting.js";

const SHORTEST = 12;

/** @param {{token: string, done: (agent: import("../types.js").Agent) => void}} props */
export function Join({ token, done }) {
  const { error, busy, submit } = useSubmit(async (form) => {
    const [password, again] = [String(form.get("password")), String(form.get("again"))];
    if (password !== again) return "The two do not match.";
    done(await choosePassword(token, password));
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
        <p class="error" role="alert">${error}</p>
        <button class="primary" disabled=${busy}>Save and log in</button>
      </form>
    </main>
  `;
}
