/**
 * The box for replies and internal notes.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { useEffect, useRef } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { AttachFile } from "./attach.js";
import { Templates } from "./templates.js";

const MAX_TEXT = 5_000;
const NEARLY_FULL = 4_500;

/** @param {{desk: Desk, conversation: Conversation}} props */
export function Composer({ desk, conversation }) {
  const kind = desk.writing.value;
  const text = desk.drafts.get(conversation.id, kind);
  const closed = kind === "reply" && !desk.canReply.value;
  const empty = closed && !text;
  const held = desk.link.value !== "live";
  const send = () => {
    if (text.trim() && !closed && !held) desk.send(conversation, kind, text.trim());
  };
  const refusal = desk.refusals.value[conversation.id];
  if (kind === "reply" && !closed && needsTemplate(desk, conversation)) {
    return html`<${Templates} desk=${desk} conversation=${conversation} />`;
  }
  return html`
    <div class=${`composer ${kind}`}>
      ${refusal && html`<p class="error" role="alert">${refusal}</p>`}
      ${empty
        ? html`<p class="closed">${whyClosed(desk, conversation)}</p>`
        : html`<${Box} desk=${desk} conversation=${conversation} send=${send} />`}
      <div class="composer-line">
        <button class="toggle" aria-pressed=${kind === "note"} onClick=${() =>
            desk.write(kind === "note" ? "reply" : "note")}>Internal note</button>
        ${!empty && !closed && kind === "reply" && conversation.channel !== "webchat" && html`
          <${AttachFile} desk=${desk} conversation=${conversation} />
        `}
        ${!empty && html`
          <span class="hint">${closed ? "" : hint(text, held, kind)}</span>
          <button class="primary" disabled=${!text.trim() || closed || held} onClick=${send}>
            Send
          </button>
        `}
      </div>
    </div>
  `;
}

/** @param {{desk: Desk, conversation: Conversation, send: () => void}} props */
function Box({ desk, conversation, send }) {
  const kind = desk.writing.value;
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => {
    if (!desk.boxWanted.value) return;
    box.current?.focus();
    desk.boxWanted.value = false;
  });
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key === "Escape") box.current?.blur();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  /** @param {InputEvent} event */
  const onInput = (event) => {
    const { value } = /** @type {HTMLTextAreaElement} */ (event.currentTarget);
    desk.drafts.set(conversation.id, kind, value);
    if (kind === "reply") desk.typed(conversation.id);
  };
  return html`
    <textarea ref=${box} rows="2" maxlength=${MAX_TEXT} enterkeyhint="send"
      aria-label=${kind === "note" ? "Internal note" : "Reply"}
      placeholder=${kind === "note" ? "Only agents see this" : "Write to the customer"}
      value=${desk.drafts.get(conversation.id, kind)} onInput=${onInput} onKeyDown=${onKeyDown} />
  `;
}

/**
 * Whether only a template may be sent: WhatsApp takes nothing else once the window has closed.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
function needsTemplate(desk, { channel, reply_window_until }) {
  const over = !!reply_window_until && Date.parse(reply_window_until) < desk.now.value;
  return channel === "whatsapp" && over;
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
function whyClosed(desk, { owner, agent_id }) {
  if (owner === "queue") return "Waiting in the queue. You can reply once you have accepted it.";
  if (owner === "agent") return `With ${desk.nameOf(agent_id)}.`;
  if (owner === "bot") return "The bot answers here.";
  return "Resolved. The next message of the customer goes to the bot.";
}

/**
 * @param {string} text
 * @param {boolean} held
 * @param {string} kind
 */
function hint(text, held, kind) {
  if (held) return "Not connected. Your text is kept.";
  if (text.length > NEARLY_FULL) return `${MAX_TEXT - text.length} characters left`;
  return kind === "note" ? "The customer never sees this" : "Enter sends · Shift+Enter new line";
}
