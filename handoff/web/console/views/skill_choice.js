/** A skill of the desk's list: nothing else can be chosen. */

import { html } from "../../html.js";
import { readSkills } from "../skills.js";
import { name } from "../words.js";
import { useKnown } from "./known.js";

/** One of them, or none. */
export function SkillChoice() {
  const { known, error } = useKnown(readSkills);
  return html`
    <label>
      Skill, if to nobody in particular
      <select name="to_skill" aria-busy=${known === null}>
        <option value="">No skill chosen</option>
        ${known?.map((skill) => html`<option key=${skill} dir="auto" value=${skill}>${name(skill)}</option>`)}
      </select>
    </label>
    ${error && html`<p class="error" role="alert">${error}</p>`}
  `;
}

/** @param {{chosen: string[]}} props */
export function SkillChoices({ chosen }) {
  const { known, error } = useKnown(readSkills);
  const all = [...new Set([...(known ?? []), ...chosen])].sort();
  return html`
    <fieldset class="skill-choices" aria-busy=${known === null}>
      <legend>Skills; none stand for every skill</legend>
      ${all.map((skill) => html`
        <label class="check" key=${skill}>
          <input type="checkbox" name="skills" value=${skill} defaultChecked=${chosen.includes(skill)} />
          <bdi>${name(skill)}</bdi>
        </label>
      `)}
      ${known && !all.length && html`<p class="empty">The list of skills is empty: add some under Skills.</p>`}
      ${error && html`<p class="error" role="alert">${error}</p>`}
    </fieldset>
  `;
}
