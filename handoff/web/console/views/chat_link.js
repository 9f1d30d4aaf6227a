/**
 * A link for an e-mail, with which the customer goes on in this conversation on any device.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { useEffect, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { call } from "../account.js";
import { wholeLink } from "../accounts.js";
import { said } from "../errors.js";
import { Dialog } from "./dialog.js";

/** @typedef {{path: string, expires_at: string}} Made */

/** @param {{desk: Desk, conversation: Conversation}} props */
export function ChatLink({ desk, conversation: { id } }) {
  const [link, setLink] = useState(/** @type {Made | null} */ (null));
  const [error, setError] = useState("");
  const [ended, setEnded] = useState(false);
  const fail = (/** @type {unknown} */ problem) => setError(said(problem));
  const end = () => call("DELETE", `conversations/${id}/link`).then(() => setEnded(true), fail);
  useEffect(() => {
    call("POST", `conversations/${id}/link`, {}).then(setLink, fail);
  }, [id]);

  return html`
    <${Dialog} desk=${desk} title="Link for an e-mail">
      <p role="status">
        ${ended
          ? "All links into this conversation are over, and pages that one has opened are closed."
          : link
          ? html`Opens this conversation, and nothing else of the customer, until${" "}
              ${new Date(link.expires_at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}.
              Whoever has the link can read it and write here: send it to the customer alone.`
          : "Making the link …"}
      </p>
      ${link && !ended && html`<${Line} address=${wholeLink(link)} />`}
      <p class="error" role="alert">${error}</p>
      <p class="dialog-buttons">
        ${link && !ended && html`
          <button class="quiet" type="button" onClick=${end}
            title="This one, and those made before">End all links</button>
        `}
        <button type="button" onClick=${() => (desk.dialog.value = null)}>Done</button>
      </p>
    <//>
  `;
}

/** @param {{address: string}} props */
function Line({ address }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  return html`
    <p class="given-line">
      <input readonly aria-label="Link for an e-mail" value=${address}
        onFocus=${(/** @type {any} */ event) => event.currentTarget.select()} />
      ${navigator.clipboard && html`
        <button class="primary" type="button" onClick=${copy}>${copied ? "Copied" : "Copy"}</button>
      `}
    </p>
  `;
}
