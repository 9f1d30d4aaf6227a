/**
 * A modal dialog; Escape ends it and the keyboard goes back to where it was.
 *
 * @import {Children} from "../../html.js"
 * @import {Desk} from "../desk.js"
 */

import { useEffect, useRef } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";

/** @param {{desk: Desk, title: string, children: Children}} props */
export function Dialog({ desk, title, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return html`
    <dialog ref=${dialog} aria-label=${title} onClose=${() => (desk.dialog.value = null)}>
      <h2>${title}</h2>
      ${children}
    </dialog>
  `;
}
