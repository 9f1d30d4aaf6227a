import { html } from "../../html.js";
import { fill, texts } from "../texts.js";

/** @typedef {{kind: "wait" | "warn" | "calm", text: string}} Line */

/** One sentence about what the customer waits for; empty when there is nothing to wait for.
 * @param {{client: import("../client.js").Client}} props */
export function StateLine({ client }) {
  const line = lineOf(client);
  return html`<div role="status">
    ${line && html`<p class="state ${line.kind}" key=${line.kind}>${line.text}</p>`}
  </div>`;
}

/** @param {import("../client.js").Client} client @returns {Line | null} */
function lineOf(client) {
  const { connection, conversation, linkIsOver } = client;
  if (connection.value === "offline") return { kind: "warn", text: texts.value.offline };
  if (connection.value === "connecting") return { kind: "wait", text: texts.value.connecting };
  if (linkIsOver.value) return { kind: "calm", text: texts.value.linkOver };
  const { owner, queue, bot } = conversation.value.desk;
  if (owner === "queue") return { kind: "calm", text: placeInLine(queue) };
  if (owner === "agent" || bot === "up") return null;
  return { kind: "calm", text: bot === "starting" ? texts.value.starting : texts.value.down };
}

/** @param {import("../shown.js").Desk["queue"]} queue */
function placeInLine(queue) {
  if (!queue) return texts.value.waiting;
  const { attended, position, minutes } = queue;
  if (!attended) return texts.value.unattended;
  const place = position === 1 ? texts.value.next : fill(texts.value.position, { position });
  return minutes ? place + fill(texts.value.minutes, { minutes }) : place;
}
