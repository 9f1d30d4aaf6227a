/**
 * What a message answers, above it; and above the box what the reply is going to answer.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation, Quoted} from "../types.js"
 */

import { html } from "../../html.js";
import { conversationAt } from "../place.js";

const KINDS = { customer: "Customer", bot: "Bot", agent: "Agent", system: "" };

/** @param {{quote: Quoted}} props */
export function Quote({ quote: { conversation_id, seq, author, name, text } }) {
  return html`
    <a class="quote" href=${conversationAt(conversation_id, seq)} title="Go to the quoted message">
      <strong dir="auto">${name || KINDS[author]}</strong> <bdi>${text}</bdi>
    </a>
  `;
}

/** @param {{desk: Desk, conversation: Conversation}} props */
export function Quoting({ desk, conversation: { id } }) {
  const seq = desk.quotes.of(id);
  const quoted = desk.threads.of(id)?.messages.find((each) => each.seq === seq);
  if (!quoted || desk.writing.value === "note") return null;
  const { author, text } = quoted;
  return html`
    <p class="quoting">
      <span class="quote"><strong dir="auto">${author.name || KINDS[author.kind]}</strong> <bdi>${text ?? "(a file)"}</bdi></span>
      <button class="quiet" onClick=${() => desk.quotes.set(id, null)}>Don't quote</button>
    </p>
  `;
}
