/**
 * Everybody who may not write here, for supervisors: why, until when, and what they wrote since.
 *
 * @import {ListedBlock} from "../types.js"
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { SCOPES, lift, readBlocks } from "../blocks.js";
import { channelOf } from "../channels.js";
import { clock, date } from "../format.js";
import { conversationAt } from "../place.js";
import { useKnown } from "./known.js";

/** @param {{desk: Desk}} props */
export function Blocks({ desk }) {
  const { known, error, tried } = useKnown(readBlocks);
  return html`
    <header class="wide-head"><h1>Blocked</h1></header>
    <p class="error wide-part" role="alert">${error}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Blocked">
      <table aria-busy=${known === null}>
        <thead>
          <tr>
            <th>Who</th><th>Why</th><th>By</th><th>Until</th><th>Written since</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${known?.map((each) => html`
            <${Row} key=${each.id} desk=${desk} block=${each} lift=${() => tried(() => lift(each.id))} />
          `)}
        </tbody>
      </table>
      ${known?.length === 0 && html`<p class="empty wide-part">Nobody is blocked.</p>`}
    </div>
  `;
}

/** @param {{desk: Desk, block: ListedBlock, lift: () => void}} props */
function Row({ desk, block, lift }) {
  const { scope, channel, spam, reason, conversation_id, customer_name, by_name, kept } = block;
  const over = isOver(block, desk.now.value);
  const where = channel ? channelOf(desk.snapshot.value, channel).label : null;
  return html`
    <tr class=${over ? "off" : ""}>
      <th scope="row">
        <a dir="auto" href=${conversationAt(conversation_id)}>${customer_name ?? "Unknown customer"}</a>
        <span class="muted" dir="auto">${[SCOPES[scope], where].filter(Boolean).join(" · ")}</span>
      </th>
      <td><bdi>${reason}</bdi> ${spam && html`<span class="tag">Spam</span>`}</td>
      <td><bdi>${by_name}</bdi> <span class="muted">${date(block.at)}</span></td>
      <td>${untilWhen(block)}</td>
      <td><${Kept} kept=${kept} /></td>
      <td class="row-buttons">
        ${!over && html`
          <button class="quiet" aria-label=${`Lift: ${customer_name ?? reason}`} onClick=${lift}>Lift</button>
        `}
      </td>
    </tr>
  `;
}

/** @param {{kept: ListedBlock["kept"]}} props */
function Kept({ kept }) {
  if (!kept.length) return html`<span class="muted">Nothing</span>`;
  return html`
    <details>
      <summary>${kept.length === 1 ? "1 message" : `${kept.length} messages`}</summary>
      <ul class="kept-apart">
        ${kept.map(({ text, at }) => html`
          <li><span class="muted">${date(at)}, ${clock(at)}</span> <bdi>${text}</bdi></li>
        `)}
      </ul>
    </details>
  `;
}

/** @param {ListedBlock} block */
function untilWhen({ until, lifted_at, lifted_by }) {
  if (lifted_at) return html`lifted by <bdi>${lifted_by}</bdi>, ${date(lifted_at)}`;
  return until ? `${date(until)}, ${clock(until)}` : "for good";
}

/**
 * @param {ListedBlock} block
 * @param {number} now
 */
const isOver = ({ until, lifted_at }, now) => !!lifted_at || (!!until && Date.parse(until) <= now);
