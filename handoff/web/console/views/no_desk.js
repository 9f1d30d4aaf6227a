/**
 * What somebody sees whose role has no business with customers' conversations: the figures of the
 * bot, where the role may read them.
 *
 * @import {AgentSelf} from "../types.js"
 */

import { html } from "../../html.js";
import { OwnAccount } from "./own_account.js";
import { Reports } from "./reports.js";

/** @param {{agent: AgentSelf, leave: () => void}} props */
export function NoDesk({ agent, leave }) {
  return html`
    <div class="outside">
      <header class="outside-head">
        <img src="/web/console/icon.svg" alt="" width="28" height="28" />
        <h1>Hello <bdi>${agent.name}</bdi></h1>
        <p class="muted">
          You are logged in as a ${agent.role}. Customers' conversations are for agents only.
        </p>
        <button onClick=${leave}>Log out</button>
      </header>
      <main class="wide">
        ${agent.may.includes("bot_reports") && html`<${Reports} />`}
        <section class="wide-part" aria-label="Your account"><${OwnAccount} /></section>
      </main>
    </div>
  `;
}
