/**
 * Blocking whoever is in a conversation, with a way back right after it.
 *
 * @import {Desk} from "../desk.js"
 * @import {Block as Made, Conversation} from "../types.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { SCOPES, SPANS, block, lift, scopesOf, wishOf } from "../blocks.js";
import { said } from "../errors.js";
import { Dialog } from "./dialog.js";
import { useSubmit } from "./submitting.js";

/** @param {{desk: Desk}} props */
export function Block({ desk }) {
  // It ends with the block, and is not on the screen any more when that can be undone.
  const [conversation] = useState(/** @type {() => Conversation | undefined} */ (() => desk.thread.value?.conversation));
  const [made, setMade] = useState(/** @type {Made | null} */ (null));
  const { error, busy, submit } = useSubmit(async (form) => {
    if (conversation) setMade(await block(conversation.id, wishOf(form)));
  });
  if (!conversation) return null;
  return html`
    <${Dialog} desk=${desk} title="Block or report spam">
      ${made
        ? html`<${Done} desk=${desk} made=${made} />`
        : html`<${Wish} desk=${desk} conversation=${conversation} error=${error} busy=${busy}
            submit=${submit} />`}
    <//>
  `;
}

/**
 * @param {{desk: Desk, conversation: Conversation, error: string, busy: boolean,
 *   submit: (event: SubmitEvent) => unknown}} props
 */
function Wish({ desk, conversation, error, busy, submit }) {
  return html`
    <form onSubmit=${submit}>
      <p class="muted">The conversation ends. What they write from then on reaches nobody; it is
        kept apart for supervisors, who can lift the block.</p>
      <label>Why
        <textarea name="reason" dir="auto" rows="2" required maxlength="300"
          placeholder="Colleagues and the audit log see it, they do not" />
      </label>
      <label>Whom
        <select name="scope">
          ${scopesOf(conversation, desk.may("blocks")).map((scope) => html`
            <option value=${scope}>${SCOPES[scope]}</option>
          `)}
        </select>
      </label>
      <label>For how long
        <select name="hours">
          ${SPANS.map(([hours, words]) => html`<option value=${hours ?? ""}>${words}</option>`)}
        </select>
      </label>
      <label class="check"><input type="checkbox" name="spam" />
        It is spam: no report counts this conversation</label>
      <p class="error" role="alert">${error}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
        <button class="primary" disabled=${busy}>Block</button>
      </p>
    </form>
  `;
}

/** @param {{desk: Desk, made: Made}} props */
function Done({ desk, made }) {
  const [lifted, setLifted] = useState(false);
  const [error, setError] = useState("");
  const undo = () => lift(made.id).then(() => setLifted(true), (problem) => setError(said(problem)));
  return html`
    <p role="status">${lifted
      ? "They may write again, and go on in this conversation."
      : "The conversation has ended, and what they write now reaches nobody."}</p>
    <p class="error" role="alert">${error}</p>
    <p class="dialog-buttons">
      ${!lifted && html`<button class="quiet" type="button" onClick=${undo}>Undo</button>`}
      <button class="primary" type="button" onClick=${() => (desk.dialog.value = null)}>Done</button>
    </p>
  `;
}
