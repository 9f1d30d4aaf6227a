/**
 * The conversation in the middle: who and where, the log, the box.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation as Told} from "../types.js"
 */

import { html } from "../../html.js";
import { ICONS } from "../../vendor/icons.js";
import { channelOf } from "../channels.js";
import { level, windowLeft } from "../words.js";
import { Age } from "./age.js";
import { AskBot } from "./ask_bot.js";
import { Avatar } from "./avatar.js";
import { Back } from "./back.js";
import { ChatLink } from "./chat_link.js";
import { Composer } from "./composer.js";
import { Icon } from "./icon.js";
import { LabelPicker } from "./label_picker.js";
import { Log } from "./log.js";
import { Marks } from "./marks.js";
import { Readers } from "./readers.js";
import { Resolve } from "./resolve.js";
import { Transfer } from "./transfer.js";

/** Stands for those who answer without the desk. */
const ELSEWHERE = "ag_elsewhere";

/** @param {{desk: Desk}} props */
export function Conversation({ desk }) {
  const thread = desk.thread.value;
  if (!thread) return html`<${Nothing} desk=${desk} />`;
  const { conversation } = thread;
  return html`
    <div>
      <${Head} desk=${desk} conversation=${conversation} />
      <${Readers} desk=${desk} thread=${thread} />
    </div>
    <${Log} desk=${desk} thread=${thread} />
    <${Typing} desk=${desk} conversation=${conversation} />
    <${Composer} key=${conversation.id} desk=${desk} conversation=${conversation} />
    ${desk.dialog.value === "resolve" && html`
      <${Resolve} desk=${desk} conversation=${conversation} />
    `}
    ${desk.dialog.value === "labels" && html`
      <${LabelPicker} desk=${desk} conversation=${conversation} />
    `}
    ${desk.dialog.value === "ask-bot" && html`
      <${AskBot} desk=${desk} conversation=${conversation} />
    `}
    ${desk.dialog.value === "transfer" && html`
      <${Transfer} desk=${desk} conversation=${conversation} />
    `}
    ${desk.dialog.value === "link" && html`
      <${ChatLink} desk=${desk} conversation=${conversation} />
    `}
  `;
}

/** @param {{desk: Desk, conversation: Told}} props */
function Head({ desk, conversation }) {
  const { label, linkable } = channelOf(desk.snapshot.value, conversation.channel);
  return html`
    <header class="conversation-head">
      <${Back} desk=${desk} to="lists" words="Your work" bare />
      <${Avatar} name=${conversation.customer_name} />
      <div class="head-who">
        <h1 dir="auto">${conversation.customer_name ?? "Unknown customer"}</h1>
        <p>
          <span class=${`level ${conversation.level}`}>${level(conversation.level)}</span>
          ${" · "}${label} · began${" "}
          <${Age} desk=${desk} since=${conversation.opened_at} /> ago
          <${Window} desk=${desk} until=${conversation.reply_window_until} />
        </p>
        <${Marks} desk=${desk} conversation=${conversation} />
      </div>
      ${desk.canReply.value
        ? !desk.resolving.has(conversation.id) && html`
            <div class="head-buttons">
              <${Act} icon="bot" name="Let the bot ask" title="Let the bot ask for something (b)"
                press=${() => (desk.dialog.value = "ask-bot")} />
              ${linkable && html`
                <${Act} icon="mail" name="E-mail link" title="Send them the conversation by e-mail"
                  press=${() => (desk.dialog.value = "link")} />
              `}
              <${Act} icon="forward" name="Pass on" title="To a colleague or a skill"
                press=${() => (desk.dialog.value = "transfer")} />
              <button class="resolve" title="Resolve (e)" onClick=${() => (desk.dialog.value = "resolve")}>
                <${Icon} name="check" /> Resolve
              </button>
            </div>
          `
        : mayTake(desk, conversation) && html`
            <button disabled=${desk.link.value !== "live"}
              onClick=${() => desk.handling.takeOver(conversation)}>Take over</button>
          `}
      <button class="tool case-toggle" aria-label="Case" title="What is known of the case"
        onClick=${() => (desk.pane.value = "case")}><${Icon} name="panel-right" /></button>
    </header>
  `;
}

/** @param {{icon: keyof typeof ICONS, name: string, title: string, press: () => void}} props */
const Act = ({ icon, name, title, press }) => html`
  <button class="act" title=${title} aria-label=${name} onClick=${press}>
    <${Icon} name=${icon} /> <span class="act-words">${name}</span>
  </button>
`;

/** @param {{desk: Desk, until: string | null}} props */
function Window({ desk, until }) {
  const left = windowLeft(until, desk.now.value);
  const soon = !!until && Date.parse(until) - desk.now.value < 3_600_000;
  return left && html`${" · "}<span class=${`window ${soon ? "soon" : ""}`}>${left}</span>`;
}

/**
 * From the bot and out of the queue anybody, from a colleague a supervisor.
 *
 * @param {Desk} desk
 * @param {Told} conversation
 */
function mayTake(desk, { owner, agent_id }) {
  if (agent_id === ELSEWHERE) return true;
  if (owner === "agent") return desk.may("reassign");
  return owner === "bot" || owner === "queue";
}

/** @param {{desk: Desk, conversation: Told}} props */
function Typing({ desk, conversation: { id, customer_name } }) {
  const types = (desk.typing.until.value[id] ?? 0) > desk.now.value;
  const name = customer_name ?? "The customer";
  return html`<p class="typing" role="status">${types && html`<bdi>${name}</bdi> is typing …`}</p>`;
}

/** @param {{desk: Desk}} props */
function Nothing({ desk }) {
  const opening = desk.selected.value && !desk.problem.value && desk.link.value === "live";
  if (opening) return html`<p class="nothing" role="status">Opening …</p>`;
  const mine = desk.mine.value.length;
  return html`
    <div class="nothing">
      <${Icon} name="inbox" />
      <h1>${mine ? "Choose a conversation." : "No conversation is open."}</h1>
      <p>${mine
        ? html`<kbd>j</kbd> goes to your next one.`
        : desk.snapshot.value?.agent.presence === "available"
          ? html`The next case is offered to you at the lower left; <kbd>a</kbd> accepts it.`
          : "You are away: choose Available to be offered cases."}</p>
      <p><kbd>?</kbd> shows all keys.</p>
    </div>
  `;
}
