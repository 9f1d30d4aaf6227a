/**
 * How it ended: a disposition and a closing note, then out of the agent's hands.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { Dialog } from "./dialog.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function Resolve({ desk, conversation }) {
  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const note = String(form.get("note")).trim();
    desk.resolve(conversation, String(form.get("disposition")), note);
    desk.dialog.value = null;
  }

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
          Closing note
          <textarea name="note" rows="3" maxlength="5000"
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
