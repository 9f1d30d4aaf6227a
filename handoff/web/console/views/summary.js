/**
 * Why a person was asked for and what is known, readable in five seconds.
 *
 * @import {Packet, Sentiment} from "../types.js"
 */

import { html } from "../../html.js";
import { name, reason } from "../words.js";

const TRENDS = { falling: "↘ falling", steady: "→ steady", rising: "↗ rising" };

/** @param {{packet: Packet | null}} props */
export function Summary({ packet }) {
  return html`
    <section class="part summary" aria-label="Summary">
      <h2>Summary</h2>
      ${packet ? html`<${Known} packet=${packet} />` : html`
        <p class="empty">Nothing was handed over: the conversation says it all.</p>
      `}
    </section>
  `;
}

/** @param {{packet: Packet}} props */
function Known({ packet: { reason: why, summary, proposal, sentiment } }) {
  const { situation, asked_and_answered = [], tried = [], suggested_next_step } = summary;
  return html`
    <p class="badges">
      <span class="tag strong" title=${why.text}>${reason(why.code)}</span>
      <${Mood} sentiment=${sentiment} />
    </p>
    <p class="situation">${situation}</p>
    ${suggested_next_step && html`
      <p class="next"><strong>Suggested next step</strong>${suggested_next_step}</p>
    `}
    ${proposal && html`<p class="next"><strong>The bot would</strong>${proposal}</p>`}
    <${Pairs} title="Tried" pairs=${tried.map((each) => [each.action, each.result])} />
    <${Pairs} title="Asked and answered"
      pairs=${asked_and_answered.map((each) => [each.question, each.answer])} />
    <p class="why"><strong>Why it came to you</strong>${why.text}</p>
  `;
}

/** @param {{sentiment: Sentiment}} props */
function Mood({ sentiment: { label, trend } }) {
  return html`<span class=${`mood ${label}`}>${name(label)} <span>${TRENDS[trend]}</span></span>`;
}

/** @param {{title: string, pairs: string[][]}} props */
function Pairs({ title, pairs }) {
  if (!pairs.length) return null;
  return html`
    <h3>${title}</h3>
    <dl class="pairs">
      ${pairs.map(([first, second]) => html`<div><dt>${first}</dt><dd>${second}</dd></div>`)}
    </dl>
  `;
}
