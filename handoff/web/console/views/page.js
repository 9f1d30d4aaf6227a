/**
 * The console: my work on the left, the conversation in the middle, the customer on the right.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { narrow } from "../screen.js";
import { Accounts } from "./accounts.js";
import { Audit } from "./audit.js";
import { Back } from "./back.js";
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
import { SkillList } from "./skill_list.js";
import { Undo } from "./undo.js";

const WIDE = {
  floor: Floor, reports: Reports, blocks: Blocks, accounts: Accounts, audit: Audit, privacy: Privacy
};

/** @param {{desk: Desk, leave: () => void}} props */
export function Page({ desk, leave }) {
  // Where there is room for one thing, that one is the page's main part.
  const alone = narrow.value ? desk.pane.value : null;
  if (!desk.snapshot.value) return html`<${Banner} desk=${desk} />`;
  return html`
    <div class="page" data-pane=${desk.pane.value}>
      <${Banner} desk=${desk} />
      <div class="left" aria-label="Work" role=${alone === "lists" ? "main" : "navigation"}>
        ${alone === "lists" && html`<h1 class="unseen">Your work</h1>`}
        <div>
          <${Self} desk=${desk} leave=${leave} />
          <${Mentions} desk=${desk} />
        </div>
        <${Mine} desk=${desk} />
        <${Queue} desk=${desk} />
      </div>
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
      ${desk.dialog.value === "skill-list" && html`<${SkillList} desk=${desk} />`}
      ${desk.dialog.value === "incidents" && html`<${Incidents} desk=${desk} />`}
    </div>
  `;
}

/** @param {{desk: Desk}} props */
function Beside({ desk }) {
  const view = desk.view.value;
  const alone = narrow.value && desk.pane.value === "case";
  if (view !== "conversation") {
    return html`
      <main class="wide">
        <p class="narrow-only wide-back"><${Back} desk=${desk} to="lists" words="Your work" /></p>
        <${WIDE[view]} desk=${desk} />
      </main>
    `;
  }
  return html`
    <main class="middle"><${Conversation} desk=${desk} /></main>
    <div class="right" aria-label="Case" role=${alone ? "main" : "complementary"}>
      ${alone && html`<h1 class="unseen">Case</h1>`}
      <p class="case-back"><${Back} desk=${desk} to="main" words="Conversation" /></p>
      <${Case} desk=${desk} />
    </div>
  `;
}
