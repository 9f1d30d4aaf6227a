/**
 * Who else has this conversation on the screen, and what they write there.
 *
 * @import {Desk} from "../desk.js"
 * @import {Thread} from "../thread.js"
 */

import { html } from "../../html.js";
import { isolated } from "../../isolated.js";
import { inWords } from "../reading.js";

/** @param {{desk: Desk, thread: Thread}} props */
export function Readers({ desk, thread: { conversation, readers } }) {
  const own = desk.snapshot.value?.agent.id;
  const others = inWords(readers, own, conversation.agent_id, (id) => isolated(desk.nameOf(id)));
  const along = conversation.owner === "agent" && conversation.agent_id !== own;
  return html`
    <p class="readers" role="status">
      ${along && html`<span>You are reading along. Your internal notes reach
        ${" "}<bdi>${desk.nameOf(conversation.agent_id)}</bdi> at once.</span>`}
      ${others.map((words) => html`<span dir="auto" key=${words}>${words}</span>`)}
    </p>
  `;
}
