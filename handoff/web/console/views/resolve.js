/**
 * How it ended: a disposition, a root cause and a closing note, then out of the agent's hands.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { name } from "../words.js";
import { Dialog } from "./dialog.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function Resolve({ desk, conversation }) {
  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const { id: conversation_id, epoch, customer_name: name } = conversation;
    const ending = {
      disposition: String(form.get("disposition")),
      root_cause: String(form.get("root_cause")) || null,
      note: String(form.get("note")).trim(),
    };
    desk.resolving.begin({ conversation_id, epoch, name, ...ending }, Date.now());
    desk.dialog.value = null;
  }

  const found = desk.threads.of(conversation.id)?.handoff?.packet.facts?.root_cause;
  return html`
    <${Dialog} desk=${desk} title="How did it end?">
      <form onSubmit=${submit}>
        <fieldset class="dispositions">
          <legend class="unseen">Disposition</legend>
          ${desk.snapshot.value?.dispositions.map(({ code, title }) => html`
            <label class="check">
              <input type="radio" name="disposition" value=${code} required />${title}
            </label>
          `)}
        </fieldset>
        <label>
          Root cause, for the reports
          <select name="root_cause">
            <option value="" selected=${!found}>Not our fault, or not known</option>
            ${desk.snapshot.value?.root_causes.map((code) => html`
              <option value=${code} selected=${code === found}>${name(code)}</option>
            `)}
          </select>
        </label>
        <label>
          Closing note
          <textarea name="note" dir="auto" rows="3" maxlength="5000"
            placeholder="What you agreed. It goes into the CRM, and the bot may tell the customer." />
        </label>
        <p class="dialog-buttons">
          <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
          <button class="primary">Resolve conversation</button>
        </p>
      </form>
    <//>
  `;
}
