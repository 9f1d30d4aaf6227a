/**
 * The console: my work on the left, the conversation in the middle, the customer on the right.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { Accounts } from "./accounts.js";
import { Audit } from "./audit.js";
import { Banner } from "./banner.js";
import { Block } from "./block.js";
import { Blocks } from "./blocks.js";
import { Case } from "./case.js";
import { Conversation } from "./conversation.js";
import { Floor } from "./floor.js";
import { Incidents } from "./incidents.js";
import { LabelList } from "./label_list.js";
import { Mentions } from "./mentions.js";
import { Mine } from "./mine.js";
import { OfferAnnouncement, Offers } from "./offers.js";
import { OwnAccountDialog } from "./own_account.js";
import { Privacy } from "./privacy.js";
import { Queue } from "./queue.js";
import { Replies } from "./replies.js";
import { Reports } from "./reports.js";
import { Search } from "./search.js";
import { Self } from "./self.js";
import { Shortcuts } from "./shortcuts.js";
import { Undo } from "./undo.js";

const WIDE = {
  floor: Floor, reports: Reports, blocks: Blocks, accounts: Accounts, audit: Audit, privacy: Privacy
};

/** @param {{desk: Desk, leave: () => void}} props */
export function Page({ desk, leave }) {
  if (!desk.snapshot.value) return html`<${Banner} desk=${desk} />`;
  return html`
    <div class="page">
      <${Banner} desk=${desk} />
      <nav class="left" aria-label="Work">
        <div>
          <${Self} desk=${desk} leave=${leave} />
          <${Mentions} desk=${desk} />
        </div>
        <${Mine} desk=${desk} />
        <${Queue} desk=${desk} />
      </nav>
      <${Offers} desk=${desk} />
      <${Beside} desk=${desk} />
      <${Undo} desk=${desk} />
      <${OfferAnnouncement} desk=${desk} />
      ${desk.dialog.value === "block" && html`<${Block} desk=${desk} />`}
      ${desk.dialog.value === "shortcuts" && html`<${Shortcuts} desk=${desk} />`}
      ${desk.dialog.value === "own-account" && html`<${OwnAccountDialog} desk=${desk} />`}
      ${desk.dialog.value === "search" && html`<${Search} desk=${desk} />`}
      ${desk.dialog.value === "replies" && html`<${Replies} desk=${desk} />`}
      ${desk.dialog.value === "label-list" && html`<${LabelList} desk=${desk} />`}
      ${desk.dialog.value === "incidents" && html`<${Incidents} desk=${desk} />`}
    </div>
  `;
}

/** @param {{desk: Desk}} props */
function Beside({ desk }) {
  const view = desk.view.value;
  if (view !== "conversation") {
    return html`<main class="wide"><${WIDE[view]} desk=${desk} /></main>`;
  }
  return html`
    <main class="middle"><${Conversation} desk=${desk} /></main>
    <aside class="right" aria-label="Case"><${Case} desk=${desk} /></aside>
  `;
}
