/**
 * Canned replies, edited by supervisors.
 *
 * @import {Desk} from "../desk.js"
 * @import {CannedReply} from "../types.js"
 */

import { useEffect, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { said } from "../errors.js";
import { Dialog } from "./dialog.js";

const NEW = "new";

/** @param {{desk: Desk}} props */
export function Replies({ desk }) {
  const { replies } = desk;
  const [edited, setEdited] = useState(/** @type {string | null} */ (null));
  const [error, setError] = useState("");

  /** @param {() => Promise<void>} act */
  async function tried(act) {
    try {
      setError("");
      await act();
      setEdited(null);
    } catch (problem) {
      setError(said(problem));
    }
  }
  useEffect(() => void tried(() => replies.read()), []);

  const reply = replies.known.value.find((each) => each.id === edited) ?? null;
  return html`
    <${Dialog} desk=${desk} title="Canned replies">
      <p class="error" role="alert">${error}</p>
      ${edited
        ? html`<${Form} key=${edited} reply=${reply} cancel=${() => setEdited(null)}
            save=${(/** @type {{title: string, text: string}} */ form) =>
              tried(() => replies.save(reply?.id ?? null, form))}
            remove=${() => tried(() => replies.remove(edited))} />`
        : html`<${List} desk=${desk} edit=${setEdited} />`}
    <//>
  `;
}

/** @param {{desk: Desk, edit: (id: string) => void}} props */
function List({ desk, edit }) {
  const known = desk.replies.known.value;
  return html`
    <p class="muted">Agents find them with <kbd>/</kbd> at the beginning of a reply.</p>
    <ul class="incidents" role="list" aria-label="Known replies">
      ${known.map(({ id, title, text, edited_by }) => html`
        <li class="incident off" key=${id}>
          <p class="incident-line">
            <strong dir="auto">${title}</strong>
            <button class="quiet" aria-label=${`Change: ${title}`} onClick=${() => edit(id)}>
              Change
            </button>
          </p>
          <p dir="auto">${text}</p>
          <p class="muted">edited by <bdi>${edited_by}</bdi></p>
        </li>
      `)}
    </ul>
    ${!known.length && html`<p class="empty">None yet.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${() => (desk.dialog.value = null)}>Done</button>
      <button class="primary" onClick=${() => edit(NEW)}>Add a reply</button>
    </p>
  `;
}

/**
 * @param {{reply: CannedReply | null, cancel: () => void, remove: () => void,
 *   save: (form: {title: string, text: string}) => void}} props
 */
function Form({ reply, cancel, remove, save }) {
  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    save({ title: String(form.get("title")).trim(), text: String(form.get("text")).trim() });
  }
  return html`
    <form class="incident-form" onSubmit=${submit}>
      <label>Title, to find it by
        <input name="title" dir="auto" required maxlength="60" defaultValue=${reply?.title} />
      </label>
      <label>Text; {customer}, {agent} and {order} are filled in
        <textarea name="text" dir="auto" rows="6" required maxlength="5000" defaultValue=${reply?.text} />
      </label>
      <p class="dialog-buttons">
        ${reply && html`<button type="button" onClick=${remove}>Remove</button>`}
        <button type="button" onClick=${cancel}>Back</button>
        <button class="primary">Save</button>
      </p>
    </form>
  `;
}
