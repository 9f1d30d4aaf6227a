/** The list of keyboard shortcuts. */

import { html } from "../../html.js";
import { SHORTCUTS, singleKeys } from "../keys.js";
import { Dialog } from "./dialog.js";

const EVERYWHERE = [
  ["Ctrl + K", "Find, also while writing"],
  ["Alt + ↓", "Next conversation, also while writing"],
  ["Alt + ↑", "Previous conversation, also while writing"],
  ["Enter", "Send what is in the box"],
  ["Shift + Enter", "New line in the box"],
  ["Esc", "Leave the box or a dialog"],
];

/** @param {{desk: import("../desk.js").Desk}} props */
export function Shortcuts({ desk }) {
  const single = SHORTCUTS.map(({ key, words }) => [key, words]);
  return html`
    <${Dialog} desk=${desk} title="Keyboard shortcuts">
      <dl class="keys">
        ${[...single, ...EVERYWHERE].map(([keys, words]) => html`
          <div><dt><kbd>${keys}</kbd></dt><dd>${words}</dd></div>
        `)}
      </dl>
      <label class="check">
        <input type="checkbox" checked=${singleKeys.value}
          onChange=${() => (singleKeys.value = !singleKeys.value)} />
        Single-key shortcuts
      </label>
      <p class="dialog-buttons">
        <button onClick=${() => (desk.dialog.value = null)}>Done</button>
      </p>
    <//>
  `;
}
