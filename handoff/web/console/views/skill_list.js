/**
 * The list of skills, kept by supervisors.
 *
 * @import {Desk} from "../desk.js"
 */

import { useRef } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { addSkill, readSkills, removeSkill } from "../skills.js";
import { name } from "../words.js";
import { Dialog } from "./dialog.js";
import { useKnown } from "./known.js";

/** @param {{desk: Desk}} props */
export function SkillList({ desk }) {
  const { known, error, tried } = useKnown(readSkills);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  /** @param {SubmitEvent} event */
  const add = (event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (field.current);
    void tried(async () => {
      await addSkill(input.value.trim());
      input.value = "";
    });
  };
  return html`
    <${Dialog} desk=${desk} title="List of skills">
      <p class="muted">Cases need them, and colleagues have them. What an open case needs is here by itself.</p>
      <ul class="label-list" role="list" aria-label="Known skills" aria-busy=${known === null}>
        ${known?.map((skill) => html`
          <li key=${skill}>
            <span class="label" dir="auto" title=${skill}>${name(skill)}</span>
            <button class="quiet" aria-label=${`Remove: ${name(skill)}`}
              onClick=${() => tried(() => removeSkill(skill))}>Remove</button>
          </li>
        `)}
      </ul>
      ${known?.length === 0 && html`<p class="empty">None yet: add what your colleagues are good at.</p>`}
      <form class="label-form" onSubmit=${add}>
        <label>New skill
          <input ref=${field} name="name" dir="auto" required maxlength="60" autocomplete="off" />
        </label>
        <p class="dialog-buttons"><button class="primary">Add</button></p>
        <p class="error" role="alert">${error}</p>
      </form>
      <p class="dialog-buttons">
        <button type="button" onClick=${() => (desk.dialog.value = null)}>Done</button>
      </p>
    <//>
  `;
}
