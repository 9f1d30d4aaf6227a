/**
 * What the bot is to ask for; the case comes back with what the customer says.
 *
 * @import {Desk} from "../desk.js"
 * @import {BotTask, Conversation} from "../types.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { Dialog } from "./dialog.js";
import { useSubmit } from "./submitting.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function AskBot({ desk, conversation }) {
  const tasks = desk.snapshot.value?.bot_tasks ?? [];
  const [kind, setKind] = useState(tasks[0]?.kind ?? "");
  const { error, busy, submit } = useSubmit(async (form) => {
    await desk.casework.askBot(conversation, kind, String(form.get("question") ?? "").trim());
    desk.dialog.value = null;
  });
  return html`
    <${Dialog} desk=${desk} title="What shall the bot ask for?">
      <form onSubmit=${submit}>
        <fieldset class="dispositions">
          <legend class="unseen">What the bot asks for</legend>
          ${tasks.map((task) => html`
            <${Task} key=${task.kind} task=${task} chosen=${task.kind === kind}
              choose=${() => setKind(task.kind)} />
          `)}
        </fieldset>
        ${kind === "own" && html`
          <label>Question, in words that the customer reads
            <textarea name="question" dir="auto" rows="2" required maxlength="500" />
          </label>
        `}
        <p class="muted">The case leaves your hands. It comes back to you, before all others, with the
          customer's next words, or after four hours without any.</p>
        <p class="error" role="alert">${error}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
          <button class="primary" disabled=${busy}>Let the bot ask</button>
        </p>
      </form>
    <//>
  `;
}

/** @param {{task: BotTask, chosen: boolean, choose: () => void}} props */
const Task = ({ task: { kind, title, question }, chosen, choose }) => html`
  <label class="check">
    <input type="radio" name="kind" value=${kind} checked=${chosen} onChange=${choose} />
    <span dir="auto">${title}${question && html`<br /><span class="muted">${question}</span>`}</span>
  </label>
`;
