/**
 * Labels and priority of a conversation, as lists and heads show them.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { PRIORITIES, labelsOf } from "../casework.js";
import { name } from "../words.js";

/** @param {{desk: Desk, ids: string[]}} props */
export function Labels({ desk, ids }) {
  return labelsOf(desk.snapshot.value, ids).map((label) => html`
    <span class="label" dir="auto" key=${label.id} title=${label.name}>${label.name}</span>
  `);
}

/** @param {{desk: Desk, conversation: Conversation}} props */
export function Marks({ desk, conversation }) {
  const held = desk.link.value !== "live";
  return html`
    <p class="marks">
      <${Priority} desk=${desk} conversation=${conversation} />
      <${Labels} desk=${desk} ids=${conversation.labels} />
      <button class="quiet" disabled=${held} title="Labels of the conversation (l)"
        aria-label="Labels of the conversation"
        onClick=${() => (desk.dialog.value = "labels")}>Labels</button>
    </p>
  `;
}

/** @param {{desk: Desk, conversation: Conversation}} props */
function Priority({ desk, conversation }) {
  const { priority } = conversation;
  if (!priority) return null;
  // The bot may say that a case is less urgent than others; agents do not.
  const choices = priority === "low" ? ["low", ...PRIORITIES] : PRIORITIES;
  return html`
    <select class=${`priority-choice ${priority}`} aria-label="Priority" title="Priority (p)"
      value=${priority} disabled=${desk.link.value !== "live"}
      onChange=${(/** @type {any} */ event) =>
        desk.casework.prioritise(conversation, event.currentTarget.value)}>
      ${choices.map((each) => html`
        <option value=${each} selected=${each === priority} disabled=${each === "low"}>
          ${name(each)}${each === "normal" ? " priority" : ""}
        </option>
      `)}
    </select>
  `;
}
