/**
 * What the agent is asked to take: in sight on every page, whatever else is on the screen.
 *
 * @import {Desk} from "../desk.js"
 * @import {Offer, QueueItem} from "../types.js"
 */

import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { secondsUntil } from "../format.js";
import { needsCare } from "../moods.js";
import { name, reason } from "../words.js";
import { Age } from "./age.js";
import { BroughtAlong } from "./brought.js";
import { Due } from "./due.js";
import { Labels } from "./marks.js";
import { Mood } from "./mood.js";
import { Name, clockOf, toldOf } from "./queue.js";

/** @param {{desk: Desk}} props */
export function Offers({ desk }) {
  const { queue = [], offers = [] } = desk.snapshot.value ?? {};
  const items = new Map(queue.map((item) => [item.handoff_id, item]));
  const shown = offers.filter((offer) => items.has(offer.handoff_id));
  return html`
    <section class="offers" aria-label="Offered to you" hidden=${!shown.length}>
      <ul role="list">
        ${shown.map((offer) => html`
          <${Offered} key=${offer.id} desk=${desk} item=${items.get(offer.handoff_id)} offer=${offer} />
        `)}
      </ul>
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
  const { label } = channelOf(desk.snapshot.value, item.channel);
  const held = desk.link.value !== "live";
  return html`
    <li class="entry offered">
      <p class="entry-line">
        <${Name} desk=${desk} item=${item} />
        <span class="countdown">${seconds ? `${seconds} s left` : "ending"}</span>
      </p>
      <div class="offered-case">
        ${item.brought && html`<${BroughtAlong} brought=${item.brought} />`}
        ${item.wanted && html`<p class="wanted" dir="auto">${item.wanted}</p>`}
        <p class="situation" dir="auto">${item.situation}</p>
      </div>
      <p class="entry-meta">
        ${needsCare(item.mood) && html`<${Mood} label=${item.mood} /> · `}
        ${label} · ${reason(item.reason.code)} · ${name(item.skill)} ·${" "}
        <span class="nowrap">waiting <${Age} desk=${desk} since=${item.created_at} /></span>
        ${" "}<${Due} desk=${desk} clock=${clockOf(desk, item)} />
      </p>
      ${item.labels.length > 0 && html`
        <p class="entry-labels"><${Labels} desk=${desk} ids=${item.labels} /></p>
      `}
      <p class="entry-buttons">
        <button class="primary" disabled=${held} onClick=${() => desk.handling.accept(offer)}>Accept</button>
        <button disabled=${held} onClick=${() => desk.handling.decline(offer)}>Decline</button>
      </p>
    </li>
  `;
}
