/**
 * The suggested first sentence, above an empty box.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { openingFor } from "../opening.js";

/** @param {{desk: Desk}} props */
export function Opening({ desk }) {
  const thread = desk.thread.value;
  const agent = desk.snapshot.value?.agent;
  if (!thread || !agent || !desk.canReply.value || desk.writing.value !== "reply") return null;
  const { id } = thread.conversation;
  const text = openingFor(thread, agent.id, agent.name);
  if (!text || desk.drafts.get(id, "reply")) return null;
  const use = () => {
    desk.drafts.set(id, "reply", text);
    desk.write("reply");
  };
  return html`
    <p class="opening">
      <span><strong>To begin with</strong> <bdi>${text}</bdi></span>
      <button class="quiet" onClick=${use}>Put in the box</button>
    </p>
  `;
}
