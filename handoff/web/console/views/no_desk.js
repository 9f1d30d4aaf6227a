/** What somebody sees whose role has no business with customers' conversations. */

import { html } from "../../html.js";

/** @param {{agent: {name: string, role: string}, leave: () => void}} props */
export function NoDesk({ agent, leave }) {
  return html`
    <main class="login">
      <section class="login-form">
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Hello ${agent.name}</h1>
        <p>You are logged in as a ${agent.role}. Customers' conversations are for agents only.</p>
        <button onClick=${leave}>Log out</button>
      </section>
    </main>
  `;
}
