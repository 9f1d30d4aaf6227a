/**
 * Passing a case to a colleague or to whoever has a skill, with a note for them.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { Dialog } from "./dialog.js";
import { SkillChoice } from "./skill_choice.js";
import { useSubmit } from "./submitting.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function Transfer({ desk, conversation }) {
  const { agent, agents = [] } = desk.snapshot.value ?? {};
  const there = agents.filter((each) => each.presence === "available" && each.id !== agent?.id);

  const { error, busy, submit } = useSubmit(async (form) => {
    const [to_agent, to_skill, note] = ["to_agent", "to_skill", "note"].map((name) =>
      String(form.get(name) ?? "").trim(),
    );
    await desk.handling.transfer(conversation, to_agent ? { to_agent } : { to_skill }, note);
    desk.dialog.value = null;
  });

  return html`
    <${Dialog} desk=${desk} title="Pass on to whom?">
      <form onSubmit=${submit}>
        <label>
          Colleague
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${there.map(({ id, name }) => html`<option dir="auto" value=${id}>${name}</option>`)}
          </select>
        </label>
        <${SkillChoice} />
        <label>
          Note
          <textarea name="note" dir="auto" rows="3" placeholder="Only agents see this" />
        </label>
        <p class="error" role="alert">${error}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
          <button class="primary" disabled=${busy}>Pass on</button>
        </p>
      </form>
    <//>
  `;
}
