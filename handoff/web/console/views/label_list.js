/**
 * The list of labels, kept by supervisors.
 *
 * @import {Desk} from "../desk.js"
 * @import {Label} from "../types.js"
 */

import { useEffect, useRef, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { removeLabel, saveLabel } from "../casework.js";
import { Dialog } from "./dialog.js";
import { useSubmit } from "./submitting.js";

/** @param {{desk: Desk}} props */
export function LabelList({ desk }) {
  const labels = desk.snapshot.value?.labels ?? [];
  const [edited, setEdited] = useState(/** @type {Label | null} */ (null));
  const [round, setRound] = useState(0);
  const [typed, setTyped] = useState("");
  const done = (/** @type {string} */ rest) => {
    setEdited(null);
    setTyped(rest);
    setRound(round + 1);
  };
  return html`
    <${Dialog} desk=${desk} title="List of labels">
      <p class="muted">Agents put them on conversations with the key <kbd>l</kbd>, and find by them.</p>
      <ul class="label-list" role="list" aria-label="Known labels">
        ${labels.map((label) => html`
          <li key=${label.id}>
            <span class="label" dir="auto">${label.name}</span>
            <button class="quiet" aria-label=${`Rename: ${label.name}`}
              onClick=${() => setEdited(label)}>Rename</button>
          </li>
        `)}
      </ul>
      ${!labels.length && html`<p class="empty">None yet.</p>`}
      <${Form} key=${`${edited?.id} ${round}`} label=${edited} typed=${typed} done=${done} />
      <p class="dialog-buttons">
        <button type="button" onClick=${() => (desk.dialog.value = null)}>Done</button>
      </p>
    <//>
  `;
}

/**
 * `done` is told what was typed meanwhile, which the next form begins with.
 * @param {{label: Label | null, typed: string, done: (rest: string) => void}} props
 */
function Form({ label, typed, done }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => field.current?.focus(), []);
  const { error, busy, submit } = useSubmit(async (form) => {
    const sent = String(form.get("name"));
    await saveLabel(label?.id ?? null, sent.trim());
    const now = field.current?.value ?? "";
    done(label || now === sent ? "" : now);
  });
  const removing = useSubmit(async () => {
    if (label) await removeLabel(label.id);
    done("");
  });
  return html`
    <form class="label-form" onSubmit=${submit}>
      <label>${label ? `New name for ${label.name}` : "New label"}
        <input ref=${field} name="name" dir="auto" required maxlength="40" autocomplete="off"
          defaultValue=${label?.name ?? typed} />
      </label>
      <p class="dialog-buttons">
        ${label && html`
          <button type="button" disabled=${removing.busy} onClick=${() => removing.run(new FormData())}>Remove everywhere</button>
          <button type="button" onClick=${() => done("")}>Back</button>
        `}
        <button class="primary" disabled=${busy}>${label ? "Save" : "Add"}</button>
      </p>
      <p class="error" role="alert">${error || removing.error}</p>
    </form>
  `;
}
