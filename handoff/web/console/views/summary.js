/**
 * What is wanted, why a person was asked for and what is known, readable in five seconds.
 *
 * @import {Line, Packet, Wanted} from "../types.js"
 */

import { html } from "../../html.js";
import { clock } from "../format.js";
import { inWords } from "../moods.js";
import { reason, wantState } from "../words.js";
import { BroughtAlong } from "./brought.js";
import { Mood } from "./mood.js";

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
function Known({ packet: { reason: why, summary, proposal, sentiment, brought, said_since = [] } }) {
  const { wants = [], situation, asked_and_answered = [], tried = [], suggested_next_step } = summary;
  return html`
    ${brought && html`<${BroughtAlong} brought=${brought} />`}
    <${Wants} wants=${wants} />
    <${SaidSince} lines=${said_since} />
    <p class="badges">
      <span class="tag strong" dir="auto" title=${why.text}>${reason(why.code)}</span>
      <${Mood} label=${sentiment.label} words=${inWords(sentiment)} />
    </p>
    <p class="situation" dir="auto">${situation}</p>
    ${suggested_next_step && html`
      <p class="next"><strong>Suggested next step</strong><bdi>${suggested_next_step}</bdi></p>
    `}
    ${proposal && html`<p class="next"><strong>The bot would</strong><bdi>${proposal}</bdi></p>`}
    <${Pairs} title="Tried" pairs=${tried.map((each) => [each.action, each.result])} />
    <${Pairs} title="Asked and answered"
      pairs=${asked_and_answered.map((each) => [each.question, each.answer])} />
    <p class="why"><strong>Why it came to you</strong><bdi>${why.text}</bdi></p>
  `;
}

/** @param {{wants: Wanted[]}} props */
function Wants({ wants }) {
  if (!wants.length) return null;
  return html`
    <h3>Customer wants</h3>
    <ul class="wants">
      ${wants.map(({ words: [last, ...before], about, state }) => html`
        <li class=${`want ${state}`}>
          <p class="want-words" dir="auto">${last ? `“${last}”` : about}</p>
          <p class="want-about">
            <span class="tag">${wantState(state)}</span>
            ${" "}<bdi>${last && about}</bdi>
          </p>
          ${before.length > 0 && html`
            <p class="want-before">Before: <bdi>${before.map((each) => `“${each}”`).join(", ")}</bdi></p>
          `}
        </li>
      `)}
    </ul>
  `;
}

/** @param {{lines: Line[]}} props */
function SaidSince({ lines }) {
  if (!lines.length) return null;
  return html`
    <h3>Said while waiting</h3>
    <ul class="since">
      ${lines.map(({ seq, text, at }) => html`
        <li key=${seq}><time datetime=${at}>${clock(at)}</time> <bdi>${text}</bdi></li>
      `)}
    </ul>
  `;
}

/** @param {{title: string, pairs: string[][]}} props */
function Pairs({ title, pairs }) {
  if (!pairs.length) return null;
  return html`
    <h3>${title}</h3>
    <dl class="pairs">
      ${pairs.map(([first, second]) => html`<div><dt dir="auto">${first}</dt><dd dir="auto">${second}</dd></div>`)}
    </dl>
  `;
}
