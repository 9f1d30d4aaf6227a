/** What is about to be resolved, with the seconds in which that can be undone. */

import { html } from "../../html.js";

/** @param {{desk: import("../desk.js").Desk}} props */
export function Undo({ desk }) {
  return html`
    <div class="undo" role="status">
      ${desk.resolving.all.map(({ conversation_id, name, due }) => html`
        <p key=${conversation_id}>
          Resolving: <bdi>${name ?? "Unknown customer"}</bdi>
          <button onClick=${() => desk.resolving.undo(conversation_id)}>
            Undo <span aria-hidden="true">(${Math.max(0, Math.ceil((due - desk.now.value) / 1000))})</span>
          </button>
        </p>
      `)}
    </div>
  `;
}
