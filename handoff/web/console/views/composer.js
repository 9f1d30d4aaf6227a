/**
 * The box for replies and internal notes.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 * @import {Choice} from "./menu.js"
 */

import { useEffect, useRef, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { unfilled } from "../replies.js";
import { AttachFile, ChosenFiles, paste, takesFiles } from "./attach.js";
import { repliesFor } from "./canned.js";
import { Icon } from "./icon.js";
import { Menu } from "./menu.js";
import { namesFor } from "./naming.js";
import { Opening } from "./opening.js";
import { Quoting } from "./quote.js";
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
  const open = kind === "reply" ? unfilled(text) : null;
  const withFiles = kind === "reply" && desk.attached.of(conversation.id).length > 0;
  const something = withFiles ? desk.attached.isReady(conversation.id) : !!text.trim();
  const ready = something && !closed && !held && !open;
  const send = () => {
    if (!ready) return;
    if (withFiles) desk.sending.withFiles(conversation, text.trim(), desk.attached);
    else desk.send(conversation, kind, text.trim());
  };
  const refusal = desk.sending.refusals.value[conversation.id];
  if (kind === "reply" && !closed && needsTemplate(desk, conversation)) {
    return html`<${Templates} desk=${desk} conversation=${conversation} />`;
  }
  return html`
    <div class=${`composer ${kind}`} ...${kind === "reply" && !closed && takesFiles(desk, conversation)}>
      ${refusal && html`<p class="error" role="alert">${refusal}</p>`}
      <${Opening} desk=${desk} />
      ${empty
        ? html`<p class="closed">${whyClosed(desk, conversation)}</p>`
        : html`<${Quoting} desk=${desk} conversation=${conversation} />
            <${Box} desk=${desk} conversation=${conversation} send=${send} />`}
      ${kind === "reply" && html`<${ChosenFiles} desk=${desk} conversation=${conversation} />`}
      <div class="composer-line">
        <button class="toggle" aria-label="Internal note" aria-pressed=${kind === "note"} onClick=${() =>
            desk.write(kind === "note" ? "reply" : "note")}>
          <${Icon} name="sticky-note" /><span class="toggle-words"> Internal note</span></button>
        ${!empty && !closed && kind === "reply" && html`
          <${AttachFile} desk=${desk} conversation=${conversation} />
        `}
        ${!empty && html`
          <span class="hint">${closed ? whyClosed(desk, conversation) : hint(text, held, kind, open)}</span>
          <button class="primary" disabled=${!ready} onClick=${send}>
            <${Icon} name="send-horizontal" /> Send
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
  const wanted = desk.boxWanted.value;
  useEffect(() => {
    if (!wanted) return;
    box.current?.focus();
    desk.boxWanted.value = false;
  });
  const draft = desk.drafts.get(conversation.id, kind);
  const offered = kind === "note" ? namesFor(desk, draft) : repliesFor(desk, conversation, draft);
  const choices = offered?.choices ?? null;
  const [chosen, setChosen] = useState(0);
  const place = Math.min(chosen, Math.max((choices?.length ?? 0) - 1, 0));
  useEffect(() => {
    if (!choices) setChosen(0);
    else if (kind === "reply") desk.replies.want();
  }, [!choices]);
  /** @param {Choice} choice */
  const choose = (choice) => {
    desk.drafts.set(conversation.id, kind, choice.draft);
    box.current?.focus();
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const step = choices && { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      return setChosen(Math.max(place + step, 0));
    }
    if (choices?.[place] && event.key === "Enter") {
      event.preventDefault();
      return choose(choices[place]);
    }
    if (event.key === "Escape") box.current?.blur();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  /** @param {InputEvent} event */
  const onInput = (event) => {
    const { value } = /** @type {HTMLTextAreaElement} */ (event.currentTarget);
    desk.drafts.set(conversation.id, kind, value);
    desk.typed(conversation.id, kind);
  };
  return html`
    ${offered && html`<${Menu} offered=${offered} chosen=${place} choose=${choose} />`}
    <textarea ref=${box} dir="auto" rows="2" maxlength=${MAX_TEXT} enterkeyhint="send"
      aria-label=${kind === "note" ? "Internal note" : "Reply"}
      aria-controls=${choices ? "canned" : undefined}
      aria-activedescendant=${choices?.length ? `canned-${place}` : undefined}
      placeholder=${kind === "note" ? "Only agents see this, @ names a colleague" : "Write to the customer, / for replies"}
      value=${draft} onInput=${onInput} onKeyDown=${onKeyDown}
      onPaste=${(/** @type {ClipboardEvent} */ event) => kind === "reply" && paste(desk, conversation, event)} />
  `;
}

/**
 * Whether only a template may be sent: some channels take nothing else once the window has closed.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
function needsTemplate(desk, { channel, reply_window_until }) {
  const over = !!reply_window_until && Date.parse(reply_window_until) < desk.now.value;
  return over && channelOf(desk.snapshot.value, channel).templates_only;
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
function whyClosed(desk, { owner, agent_id, asking }) {
  if (owner === "queue") return "Waiting in the queue. You can reply once you have accepted it.";
  if (owner === "agent") return `With ${desk.nameOf(agent_id)}.`;
  if (asking) return "The bot asks something for a colleague, who gets the case back with the answer.";
  if (owner === "bot") return "The bot answers here.";
  return "Resolved. The next message of the customer goes to the bot.";
}

/**
 * @param {string} text
 * @param {boolean} held
 * @param {string} kind
 * @param {string | null} open  a variable that nobody has filled in
 */
function hint(text, held, kind, open) {
  if (held) return "Not connected. Your text is kept.";
  if (open) return `Write something in place of ${open}`;
  if (text.length > NEARLY_FULL) return `${MAX_TEXT - text.length} characters left`;
  return kind === "note" ? "The customer never sees this" : "Enter sends · Shift+Enter new line";
}
