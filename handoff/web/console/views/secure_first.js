/** What an admin sees before anything else where a second factor is needed and there is none. */

import { html } from "../../html.js";
import { SecondFactor } from "./second_factor.js";

/** @param {{agent: import("../types.js").AgentSelf, leave: () => void}} props */
export function SecureFirst({ agent, leave }) {
  return html`
    <main class="login">
      <div class="login-form secure-first">
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Hello <bdi>${agent.name}</bdi></h1>
        <p class="muted">
          This desk can be reached from the internet: admins need a second factor before they do anything else.
        </p>
        <${SecondFactor} isOn=${false} changed=${() => location.reload()} />
        <p><button class="quiet" onClick=${leave}>Log out</button></p>
      </div>
    </main>
  `;
}
