/**
 * Every case that waits for a person; what is offered to this agent stands in a place of its own.
 *
 * @import {Desk} from "../desk.js"
 * @import {QueueItem} from "../types.js"
 * @import {Position} from "./long_list.js"
 */

import { html } from "../../html.js";
import { inWords } from "../brought.js";
import { channelOf } from "../channels.js";
import { number } from "../format.js";
import { needsCare } from "../moods.js";
import { conversationAt } from "../place.js";
import { name, reason } from "../words.js";
import { Age } from "./age.js";
import { Due } from "./due.js";
import { LongList } from "./long_list.js";
import { Labels } from "./marks.js";
import { Mood } from "./mood.js";

/** @param {{desk: Desk}} props */
export function Queue({ desk }) {
  const { queue = [], waiting = 0, offers = [] } = desk.snapshot.value ?? {};
  const offered = new Set(offers.map((offer) => offer.handoff_id));
  const others = queue.filter((item) => !offered.has(item.handoff_id));
  return html`
    <section class="list queue">
      <h2>Queue <span class="count">${waiting ? number(waiting) : ""}</span></h2>
      <${LongList} label="Queue" items=${others} total=${waiting - (queue.length - others.length)}
        row=${(/** @type {QueueItem} */ item, /** @type {Position} */ position) => html`
          <${Waiting} key=${item.handoff_id} desk=${desk} item=${item} position=${position} />
        `}
        more=${() => desk.moreOfQueue()} />
      ${waiting > 0 && queue.length === waiting && !others.length && html`
        <p class="empty">Nobody else waits: the last one is offered to you.</p>
      `}
      ${!waiting && html`<p class="empty">Nobody is waiting. New cases are offered to you one at a time.</p>`}
    </section>
  `;
}

/** @param {{desk: Desk, item: QueueItem, position: Position}} props */
function Waiting({ desk, item, position }) {
  const current = desk.selected.value === item.conversation_id;
  const { label } = channelOf(desk.snapshot.value, item.channel);
  return html`
    <li class=${`entry queued ${current ? "current" : ""}`} ...${position}>
      <p class="entry-line">
        <${Name} desk=${desk} item=${item} />
        <${Age} desk=${desk} since=${item.created_at} />
      </p>
      <p class="entry-text" dir="auto">${toldOf(item)}</p>
      <p class="entry-meta">
        ${item.offered_to && html`Offered to <bdi>${desk.nameOf(item.offered_to)}</bdi> · `}
        ${item.brought && html`<bdi>${inWords(item.brought).from}</bdi> · `}
        ${needsCare(item.mood) && html`<${Mood} label=${item.mood} /> · `}
        ${label} · ${reason(item.reason.code)} · ${name(item.skill)}
        ${" "}<${Due} desk=${desk} clock=${clockOf(desk, item)} />
        ${" "}<${Labels} desk=${desk} ids=${item.labels} />
      </p>
    </li>
  `;
}

/**
 * The case in a line: what is wanted, or what it is about where nobody has said that.
 *
 * @param {QueueItem} item
 */
export const toldOf = (item) => item.wanted ?? item.situation;

/**
 * @param {Desk} desk
 * @param {QueueItem} item
 */
export function clockOf(desk, item) {
  return desk.snapshot.value?.clocks.find((each) => each.handoff_id === item.handoff_id);
}

/** @param {{desk: Desk, item: QueueItem}} props */
export function Name({ desk, item }) {
  return html`
    <span class="entry-name">
      <a dir="auto" href=${conversationAt(item.conversation_id)}
        onClick=${() => (desk.pane.value = "main")}>
        ${item.customer_name ?? "Unknown customer"}
      </a>
      ${item.priority !== "normal" && html`
        <span class=${`priority ${item.priority}`}>${name(item.priority)}</span>
      `}
    </span>
  `;
}
