/**
 * Files for the customer: chosen, uploaded, sent.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { useRef, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { said } from "../errors.js";
import { upload } from "../files.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function AttachFile({ desk, conversation }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [state, setState] = useState("");
  const onChange = async () => {
    const chosen = [...(input.current?.files ?? [])];
    if (!chosen.length) return;
    setState("Sending …");
    try {
      const files = await Promise.all(chosen.map(upload));
      await desk.sending.special(conversation, { files });
      setState("");
    } catch (error) {
      setState(said(error));
    }
    if (input.current) input.current.value = "";
  };
  return html`
    <button class="toggle" disabled=${desk.link.value !== "live"}
      onClick=${() => input.current?.click()}>Attach a file</button>
    <input ref=${input} type="file" multiple hidden aria-label="File for the customer"
      onChange=${onChange} />
    ${state && html`<span class="hint" role="status">${state}</span>`}
  `;
}
