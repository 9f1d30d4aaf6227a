/**
 * The agent's own conversations.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { when } from "../format.js";
import { conversationAt } from "../place.js";
import { name } from "../words.js";
import { ChannelTag } from "./channel_tag.js";
import { Due, Waits } from "./due.js";
import { Labels } from "./marks.js";

/** @param {{desk: Desk}} props */
export function Mine({ desk }) {
  const mine = desk.mine.value;
  return html`
    <section class="list mine">
      <h2>My conversations <span class="count">${mine.length || ""}</span></h2>
      <ul aria-label="My conversations" role="list">
        ${mine.map((each) => html`<${Entry} key=${each.id} desk=${desk} conversation=${each} />`)}
      </ul>
      ${!mine.length && html`<p class="empty">None yet. What you accept appears here.</p>`}
    </section>
  `;
}

/** @param {{desk: Desk, conversation: Conversation}} props */
function Entry({ desk, conversation }) {
  const { id, customer_name, labels, last_text, priority, updated_at } = conversation;
  const current = desk.selected.value === id;
  const unread = current ? 0 : desk.seen.unreadIn(conversation);
  const types = (desk.typing.until.value[id] ?? 0) > desk.now.value;
  const clock = desk.snapshot.value?.clocks.find((each) => each.conversation_id === id);
  return html`
    <li class=${`entry ${current ? "current" : ""} ${unread ? "unread" : ""}`}>
      <p class="entry-line">
        <span class="entry-name">
          <a dir="auto" href=${conversationAt(id)} aria-current=${current ? "true" : undefined}>
            ${customer_name ?? "Unknown customer"}
          </a>
          ${(priority === "high" || priority === "urgent") && html`
            <span class=${`priority ${priority}`}>${name(priority)}</span>
          `}
          <${ChannelTag} desk=${desk} channel=${conversation.channel} />
        </span>
        <time datetime=${updated_at}>${when(updated_at, desk.now.value)}</time>
      </p>
      <p class="entry-line">
        <span class="entry-text" dir="auto">${types ? "is typing …" : last_text}</span>
        ${unread > 0 && html`
          <span class="badge" aria-label=${`${unread} unread`}>${unread > 9 ? "9+" : unread}</span>
        `}
      </p>
      ${clock && html`
        <p class="entry-meta">
          <${Waits} desk=${desk} clock=${clock} /> <${Due} desk=${desk} clock=${clock} />
        </p>
      `}
      ${labels.length > 0 && html`<p class="entry-labels"><${Labels} desk=${desk} ids=${labels} /></p>`}
    </li>
  `;
}
