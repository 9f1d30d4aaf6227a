/**
 * Every case that waits for a person; what is offered to this agent stands first.
 *
 * @import {Desk} from "../desk.js"
 * @import {Offer, QueueItem} from "../types.js"
 * @import {Position} from "./long_list.js"
 */

import { html } from "../../html.js";
import { number, secondsUntil } from "../format.js";
import { conversationAt } from "../place.js";
import { name, reason } from "../words.js";
import { Age } from "./age.js";
import { ChannelTag } from "./channel_tag.js";
import { Due } from "./due.js";
import { LongList } from "./long_list.js";
import { Labels } from "./marks.js";

/** @param {{desk: Desk}} props */
export function Queue({ desk }) {
  const { queue = [], waiting = 0, offers = [] } = desk.snapshot.value ?? {};
  const offerOf = new Map(offers.map((offer) => [offer.handoff_id, offer]));
  const offered = queue.filter((item) => offerOf.has(item.handoff_id));
  const others = queue.filter((item) => !offerOf.has(item.handoff_id));
  return html`
    <section class="list queue">
      <h2>Queue <span class="count">${waiting ? number(waiting) : ""}</span></h2>
      <${LongList} label="Queue" items=${others} total=${waiting - offered.length}
        before=${offered.map((item) => html`
          <${Offered} key=${item.handoff_id} desk=${desk} item=${item}
            offer=${offerOf.get(item.handoff_id)} />
        `)}
        row=${(/** @type {QueueItem} */ item, /** @type {Position} */ position) => html`
          <${Waiting} key=${item.handoff_id} desk=${desk} item=${item} position=${position} />
        `}
        more=${() => desk.moreOfQueue()} />
      ${!waiting && html`<p class="empty">Nobody is waiting.</p>`}
    </section>
  `;
}

/**
 * Says each offer once to people who do not see the list.
 *
 * @param {{desk: Desk}} props
 */
export function OfferAnnouncement({ desk }) {
  const { queue = [], offers = [] } = desk.snapshot.value ?? {};
  const item = queue.find((each) => each.handoff_id === offers[0]?.handoff_id);
  return html`
    <p class="unseen" role="status">
      ${item && `Offered to you: ${item.customer_name ?? "a customer"}. ${toldOf(item)}`}
    </p>
  `;
}

/** @param {{desk: Desk, item: QueueItem, offer: Offer}} props */
function Offered({ desk, item, offer }) {
  const seconds = secondsUntil(offer.expires_at, desk.now.value);
  const held = desk.link.value !== "live";
  return html`
    <li class="entry offered">
      <p class="entry-line">
        <${Name} desk=${desk} item=${item} />
        <span class="countdown">${seconds ? `${seconds} s left` : "ending"}</span>
      </p>
      ${item.wanted && html`<p class="wanted" dir="auto">${item.wanted}</p>`}
      <p class="situation" dir="auto">${item.situation}</p>
      <p class="entry-meta">
        ${reason(item.reason.code)} · ${name(item.skill)} · waiting${" "}
        <${Age} desk=${desk} since=${item.created_at} />
        ${" "}<${Due} desk=${desk} clock=${clockOf(desk, item)} />
      </p>
      <${Labelled} desk=${desk} item=${item} />
      <p class="entry-buttons">
        <button class="primary" disabled=${held} onClick=${() => desk.handling.accept(offer)}>Accept</button>
        <button disabled=${held} onClick=${() => desk.handling.decline(offer)}>Decline</button>
      </p>
    </li>
  `;
}

/** @param {{desk: Desk, item: QueueItem, position: Position}} props */
function Waiting({ desk, item, position }) {
  const current = desk.selected.value === item.conversation_id;
  return html`
    <li class=${`entry queued ${current ? "current" : ""}`} ...${position}>
      <p class="entry-line">
        <${Name} desk=${desk} item=${item} />
        <${Age} desk=${desk} since=${item.created_at} />
      </p>
      <p class="entry-text" dir="auto">${toldOf(item)}</p>
      <p class="entry-meta">
        ${item.offered_to && html`Offered to <bdi>${desk.nameOf(item.offered_to)}</bdi> · `}
        ${reason(item.reason.code)} · ${name(item.skill)}
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
const toldOf = (item) => item.wanted ?? item.situation;

/**
 * @param {Desk} desk
 * @param {QueueItem} item
 */
function clockOf(desk, item) {
  return desk.snapshot.value?.clocks.find((each) => each.handoff_id === item.handoff_id);
}

/** @param {{desk: Desk, item: QueueItem}} props */
function Name({ desk, item }) {
  return html`
    <span class="entry-name">
      <a dir="auto" href=${conversationAt(item.conversation_id)}>
        ${item.customer_name ?? "Unknown customer"}
      </a>
      ${item.priority !== "normal" && html`
        <span class=${`priority ${item.priority}`}>${name(item.priority)}</span>
      `}
      <${ChannelTag} desk=${desk} channel=${item.channel} />
    </span>
  `;
}

/** @param {{desk: Desk, item: QueueItem}} props */
const Labelled = ({ desk, item: { labels } }) =>
  labels.length > 0 && html`<p class="entry-labels"><${Labels} desk=${desk} ids=${labels} /></p>`;
