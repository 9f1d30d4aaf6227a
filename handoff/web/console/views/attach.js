/**
 * Files for the customer beside the words: chosen, pasted or dropped, shown until they are sent.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { useRef } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { Icon } from "./icon.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function AttachFile({ desk, conversation }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const onChange = () => {
    desk.attached.add(conversation.id, input.current?.files ?? []);
    if (input.current) input.current.value = "";
    desk.boxWanted.value = true;
  };
  return html`
    <button class="toggle" aria-label="Attach a file" disabled=${desk.link.value !== "live"}
      onClick=${() => input.current?.click()}><${Icon} name="paperclip" /><span class="toggle-words"> Attach a file</span></button>
    <input ref=${input} type="file" multiple hidden aria-label="File for the customer"
      onChange=${onChange} />
  `;
}

/** @param {{desk: Desk, conversation: Conversation}} props */
export function ChosenFiles({ desk, conversation: { id } }) {
  const chosen = desk.attached.of(id);
  /** @param {string} key */
  const remove = (key) => {
    desk.attached.remove(id, key);
    desk.boxWanted.value = true;
  };
  return chosen.length > 0 && html`
    <ul class="attached" aria-label="Attached files">
      ${chosen.map(({ key, name, preview, ref, error }) => html`
        <li key=${key}>
          ${preview && html`<img src=${preview} alt="" />`}
          <span class="name" dir="auto">${name}</span>
          ${error
            ? html`<span class="bad" role="alert">${error}</span>`
            : !ref && html`<span class="hint">Uploading …</span>`}
          <button class="quiet" aria-label=${`Remove ${name}`} onClick=${() => remove(key)}>✕</button>
        </li>
      `)}
    </ul>
  `;
}

/**
 * What the box does with files that are dropped on it.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
export const takesFiles = (desk, { id }) => ({
  onDragOver: (/** @type {DragEvent} */ event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  },
  onDrop: (/** @type {DragEvent} */ event) => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    desk.attached.add(id, files);
    desk.boxWanted.value = true;
  },
});

/**
 * Files of the clipboard; where it has words as well, those are meant.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {ClipboardEvent} event
 */
export function paste(desk, { id }, event) {
  const held = event.clipboardData;
  if (!held?.files.length || held.types.includes("text/plain")) return;
  event.preventDefault();
  desk.attached.add(id, held.files);
}
