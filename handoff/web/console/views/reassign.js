/**
 * Moving a case to an agent or a skill, from the live floor.
 *
 * @import {Desk} from "../desk.js"
 * @import {WallboardAgent} from "../types.js"
 * @import {FloorWatch} from "../floor.js"
 * @import {Moved} from "./floor.js"
 */

import { html } from "../../html.js";
import { isolated } from "../../isolated.js";
import { Dialog } from "./dialog.js";
import { SkillChoice } from "./skill_choice.js";
import { useSubmit } from "./submitting.js";

/** @param {{desk: Desk, watch: FloorWatch, moved: Moved, agents: WallboardAgent[]}} props */
export function Reassign({ desk, watch, moved, agents }) {
  const there = agents.filter(
    (each) => each.presence === "available" && each.id !== moved.agent_id,
  );

  const { error, busy, submit } = useSubmit(async (form) => {
    const [to_agent, to_skill, note] = ["to_agent", "to_skill", "note"].map((field) =>
      String(form.get(field) ?? "").trim(),
    );
    if (!to_agent && !to_skill) return "Choose an agent or a skill.";
    const from = { conversation_id: moved.conversation_id, from_agent: moved.agent_id };
    await watch.reassign(from, to_agent ? { to_agent } : { to_skill }, note);
    desk.dialog.value = null;
  });

  return html`
    <${Dialog} desk=${desk} title=${`Reassign ${isolated(moved.customer_name ?? "an unknown customer")}`}>
      <p class="muted">
        ${moved.agent_id ? `Now with ${isolated(desk.nameOf(moved.agent_id))}, who will be told.` : "Now in the queue."}
      </p>
      <form onSubmit=${submit}>
        <label>
          Agent, who is asked at once
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
          <button class="primary" disabled=${busy}>Reassign</button>
        </p>
      </form>
    <//>
  `;
}
