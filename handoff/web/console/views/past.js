/**
 * What the customer came for before.
 *
 * @import {Desk} from "../desk.js"
 * @import {PastCase} from "../types.js"
 */

import { html } from "../../html.js";
import { isolated } from "../../isolated.js";
import { channelOf } from "../channels.js";
import { shortDate } from "../format.js";
import { conversationAt } from "../place.js";

/** @param {{desk: Desk, past: PastCase[]}} props */
export function Past({ desk, past }) {
  if (!past.length) return null;
  return html`
    <section class="part" aria-label="Earlier conversations">
      <h2>Earlier conversations</h2>
      <ul class="cards past">
        ${past.map((each) => html`<${Card} key=${each.conversation_id} desk=${desk} past=${each} />`)}
      </ul>
    </section>
  `;
}

/** @param {{desk: Desk, past: PastCase}} props */
function Card({ desk, past }) {
  const { conversation_id, opened_at, wanted, situation, closing_note } = past;
  return html`
    <li class="card">
      <p class="card-line">
        <a dir="auto" href=${conversationAt(conversation_id)}>${wanted ?? situation ?? "Answered by the bot"}</a>
        <time class="end" datetime=${opened_at}>${shortDate(opened_at)}</time>
      </p>
      <p class="muted">${outcome(desk, past)}</p>
      ${closing_note && html`<p class="muted" dir="auto">“${closing_note}”</p>`}
    </li>
  `;
}

/**
 * @param {Desk} desk
 * @param {PastCase} past
 */
function outcome(desk, { channel: where, disposition, agent_name, rating }) {
  const { dispositions = [] } = desk.snapshot.value ?? {};
  const title = dispositions.find((each) => each.code === disposition)?.title;
  const stars = rating === null ? null : `rated ${rating} of 5`;
  const { label } = channelOf(desk.snapshot.value, where);
  return [label, title, agent_name && isolated(agent_name), stars].filter(Boolean).join(" · ");
}
