/**
 * The agent's own conversations.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation} from "../types.js"
 */

import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { when } from "../format.js";
import { needsCare } from "../moods.js";
import { conversationAt } from "../place.js";
import { name } from "../words.js";
import { Avatar } from "./avatar.js";
import { Due, Waits } from "./due.js";
import { Labels } from "./marks.js";
import { Mood } from "./mood.js";

/** @param {{desk: Desk}} props */
export function Mine({ desk }) {
  const mine = desk.mine.value;
  return html`
    <section class="list mine">
      <h2>My conversations <span class="count">${mine.length || ""}</span></h2>
      <ul aria-label="My conversations" role="list">
        ${mine.map((each) => html`<${Entry} key=${each.id} desk=${desk} conversation=${each} />`)}
      </ul>
      ${!mine.length && html`<p class="empty">None yet. Cases that you accept stay here until they are resolved.</p>`}
    </section>
  `;
}

/** @param {{desk: Desk, conversation: Conversation}} props */
function Entry({ desk, conversation }) {
  const { id, about, customer_name, labels, last_text, mood, priority, unread, updated_at } = conversation;
  const current = desk.selected.value === id;
  const types = (desk.typing.until.value[id] ?? 0) > desk.now.value;
  const clock = desk.snapshot.value?.clocks.find((each) => each.conversation_id === id);
  const { label } = channelOf(desk.snapshot.value, conversation.channel);
  return html`
    <li class=${`entry with-avatar ${current ? "current" : ""} ${unread ? "unread" : ""}`}>
      <${Avatar} name=${customer_name} />
      <p class="entry-line">
        <span class="entry-name">
          <a dir="auto" href=${conversationAt(id)} aria-current=${current ? "true" : undefined}
            onClick=${() => (desk.pane.value = "main")}>
            ${customer_name ?? "Unknown customer"}
          </a>
          ${(priority === "high" || priority === "urgent") && html`
            <span class=${`priority ${priority}`}>${name(priority)}</span>
          `}
        </span>
        <time datetime=${updated_at}>${when(updated_at, desk.now.value)}</time>
      </p>
      ${about && html`<p class="entry-about" dir="auto" title=${about}>${about}</p>`}
      <p class="entry-line">
        <span class="entry-text" dir="auto">${types ? "is typing …" : last_text}</span>
        ${unread > 0 && html`
          <span class="badge" aria-label=${`${unread} unread`}>${unread > 9 ? "9+" : unread}</span>
        `}
      </p>
      <p class="entry-meta">
        ${label}
        ${clock && html`${" · "}<${Waits} desk=${desk} clock=${clock} /> <${Due} desk=${desk} clock=${clock} />`}
        ${needsCare(mood) && html`${" · "}<${Mood} label=${mood} />`}
      </p>
      ${labels.length > 0 && html`<p class="entry-labels"><${Labels} desk=${desk} ids=${labels} /></p>`}
    </li>
  `;
}
