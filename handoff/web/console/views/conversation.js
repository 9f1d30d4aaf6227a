/**
 * The conversation in the middle: who and where, the log, the box.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation as Told} from "../types.js"
 */

import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { level, windowLeft } from "../words.js";
import { Age } from "./age.js";
import { AskBot } from "./ask_bot.js";
import { ChatLink } from "./chat_link.js";
import { Composer } from "./composer.js";
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
      <div>
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
              <button title="Let the bot ask for something (b)"
                onClick=${() => (desk.dialog.value = "ask-bot")}>Let the bot ask</button>
              ${linkable && html`
                <button onClick=${() => (desk.dialog.value = "link")}>E-mail link</button>
              `}
              <button onClick=${() => (desk.dialog.value = "transfer")}>Pass on</button>
              <button onClick=${() => (desk.dialog.value = "resolve")}>Resolve</button>
            </div>
          `
        : mayTake(desk, conversation) && html`
            <button disabled=${desk.link.value !== "live"}
              onClick=${() => desk.handling.takeOver(conversation)}>Take over</button>
          `}
    </header>
  `;
}

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
  return html`
    <div class="nothing">
      <h1>No conversation is open.</h1>
      <p><kbd>a</kbd> accepts an offer, <kbd>j</kbd> goes to your next conversation,${" "}
        <kbd>?</kbd> shows all keys.</p>
    </div>
  `;
}
