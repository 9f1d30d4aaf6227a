/**
 * The console: my work on the left, the conversation in the middle, the customer on the right.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { Banner } from "./banner.js";
import { Case } from "./case.js";
import { Conversation } from "./conversation.js";
import { Incidents } from "./incidents.js";
import { Mine } from "./mine.js";
import { OfferAnnouncement, Queue } from "./queue.js";
import { Self } from "./self.js";
import { Shortcuts } from "./shortcuts.js";

/** @param {{desk: Desk, leave: () => void}} props */
export function Page({ desk, leave }) {
  if (!desk.snapshot.value) return html`<${Banner} desk=${desk} />`;
  return html`
    <div class="page">
      <${Banner} desk=${desk} />
      <nav class="left" aria-label="Work">
        <${Self} desk=${desk} leave=${leave} />
        <${Queue} desk=${desk} />
        <${Mine} desk=${desk} />
      </nav>
      <main class="middle"><${Conversation} desk=${desk} /></main>
      <aside class="right" aria-label="Case"><${Case} desk=${desk} /></aside>
      <${OfferAnnouncement} desk=${desk} />
      ${desk.dialog.value === "shortcuts" && html`<${Shortcuts} desk=${desk} />`}
      ${desk.dialog.value === "incidents" && html`<${Incidents} desk=${desk} />`}
    </div>
  `;
}
