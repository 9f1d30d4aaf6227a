/**
 * Which labels a conversation has.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { Dialog } from "./dialog.js";
import { useSubmit } from "./submitting.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function LabelPicker({ desk, conversation }) {
  const labels = desk.snapshot.value?.labels ?? [];
  const { error, busy, submit } = useSubmit(async (form) => {
    await desk.casework.label(conversation, form.getAll("label").map(String));
    desk.dialog.value = null;
  });
  return html`
    <${Dialog} desk=${desk} title="Labels">
      <form onSubmit=${submit}>
        <fieldset class="dispositions label-choices">
          <legend class="unseen">Labels of this conversation</legend>
          ${labels.map(({ id, name }) => html`
            <label class="check" key=${id}>
              <input type="checkbox" name="label" value=${id}
                defaultChecked=${conversation.labels.includes(id)} /><bdi>${name}</bdi>
            </label>
          `)}
        </fieldset>
        ${!labels.length && html`<p class="empty">There are none yet. Supervisors keep the list.</p>`}
        <p class="error" role="alert">${error}</p>
        <p class="dialog-buttons">
          ${desk.may("labels") && html`
            <button type="button" onClick=${() => (desk.dialog.value = "label-list")}>Edit the list</button>
          `}
          <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
          <button class="primary" disabled=${busy || !labels.length}>Save</button>
        </p>
      </form>
    <//>
  `;
}
