/**
 * One's own account: where one is logged in, the password, the second factor.
 *
 * @import {Desk} from "../desk.js"
 * @import {Login as Shown} from "../types.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { replySound } from "../alerts.js";
import { when } from "../format.js";
import { changePassword, deviceOf, endLogin, readLogins } from "../own_account.js";
import { Dialog } from "./dialog.js";
import { useKnown } from "./known.js";
import { SecondFactor } from "./second_factor.js";
import { useSubmit } from "./submitting.js";

const SHORTEST = 12;

/** @param {{desk: Desk}} props */
export function OwnAccountDialog({ desk }) {
  return html`
    <${Dialog} desk=${desk} title="Your account">
      <${OwnAccount} />
      <p class="dialog-buttons">
        <button type="button" onClick=${() => (desk.dialog.value = null)}>Done</button>
      </p>
    <//>
  `;
}

export function OwnAccount() {
  const { known, error, tried } = useKnown(readLogins);

  return html`
    <div class="own-account">
      <p class="error" role="alert">${error}</p>
      <section aria-label="Logins">
        <h3>Where you are logged in</h3>
        <ul class="own-logins" aria-busy=${known === null}>
          ${known?.logins.map((login) => html`
            <${Login} key=${login.id} login=${login} end=${() => tried(() => endLogin(login.id))} />
          `)}
        </ul>
      </section>
      <section aria-label="Sounds">
        <h3>Sounds</h3>
        <label class="check">
          <input type="checkbox" checked=${replySound.value}
            onChange=${() => (replySound.value = !replySound.value)} />
          A sound when a customer answers in a conversation that you are not looking at
        </label>
      </section>
      <section aria-label="Password">
        <h3>Password</h3>
        <${NewPassword} changed=${() => tried(async () => {})} />
      </section>
      <section aria-label="Second factor">
        <h3>Second factor</h3>
        ${known && html`
          <${SecondFactor} key=${known.second_factor} isOn=${known.second_factor}
            changed=${() => tried(async () => {})} />
        `}
      </section>
    </div>
  `;
}

/** @param {{login: Shown, end: () => void}} props */
function Login({ login, end }) {
  const { here, seen_at } = login;
  return html`
    <li>
      <span>
        <strong>${deviceOf(login)}</strong>
        <span class="muted">${here ? "this browser" : `last used ${when(seen_at, Date.now())}`}</span>
      </span>
      ${!here && html`
        <button class="quiet" aria-label=${`End: ${deviceOf(login)}`} onClick=${end}>End</button>
      `}
    </li>
  `;
}

/** @param {{changed: () => void}} props */
function NewPassword({ changed }) {
  const [isDone, setDone] = useState(false);
  const { error, busy, submit } = useSubmit(async (form) => {
    const [password, again] = [String(form.get("password")), String(form.get("again"))];
    if (password !== again) return "The two do not match.";
    await changePassword(password);
    setDone(true);
    changed();
  });
  if (isDone) return html`<p role="status">Changed. Every other login of yours has ended.</p>`;
  return html`
    <form class="own-password" onSubmit=${submit}>
      <label>
        New password
        <input name="password" type="password" autocomplete="new-password" required
          minlength=${SHORTEST} />
      </label>
      <label>
        New password once more
        <input name="again" type="password" autocomplete="new-password" required />
      </label>
      <p class="error" role="alert">${error}</p>
      <button disabled=${busy}>Change the password</button>
    </form>
  `;
}
