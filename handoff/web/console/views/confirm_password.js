/** The password once more, over whatever wants it. */

import { useEffect, useRef, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { answerAsked, asking } from "../confirming.js";
import { Refused } from "../errors.js";
import { confirm } from "../own_account.js";
import { CodeField } from "./code_field.js";
import { useSubmit } from "./submitting.js";

export function ConfirmPassword() {
  return asking.value && html`<${Asked} />`;
}

function Asked() {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [needsCode, setNeedsCode] = useState(false);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const { error, busy, submit } = useSubmit(async (form) => {
    try {
      await confirm(String(form.get("password")), String(form.get("code") ?? ""));
    } catch (problem) {
      if (problem instanceof Refused && problem.code === "code_needed") setNeedsCode(true);
      throw problem;
    }
    answerAsked(true);
  });
  return html`
    <dialog ref=${dialog} aria-label="Is it still you?" onCancel=${() => answerAsked(false)}>
      <h2>Is it still you?</h2>
      <form onSubmit=${submit}>
        <p class="muted">Exports, roles and what keeps your account safe need your password again.</p>
        <label>
          Your password
          <input name="password" type="password" autocomplete="current-password" required autofocus />
        </label>
        ${needsCode && html`<${CodeField} />`}
        <p class="error" role="alert">${error}</p>
        <p class="dialog-buttons">
          <button type="button" class="quiet" onClick=${() => answerAsked(false)}>Cancel</button>
          <button class="primary" disabled=${busy}>Go on</button>
        </p>
      </form>
    </dialog>
  `;
}
