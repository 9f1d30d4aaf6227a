/**
 * One message: who says it is told by side, colour and name, never by colour alone.
 *
 * @import {Message as Told} from "../types.js"
 * @import {Outgoing} from "../outbox.js"
 */

import { html } from "../../html.js";
import { clock, date } from "../format.js";
import { conversationAt } from "../place.js";
import { undelivered } from "../words.js";
import { Attachment } from "./attachment.js";
import { Icon } from "./icon.js";
import { Named } from "./named.js";
import { Quote } from "./quote.js";
import { Text } from "./text.js";
import { Ticks } from "./ticks.js";

/** How a message came that was written by whoever holds an e-mail link. */
export const BY_LINK = "email_link";
const KINDS = { customer: "Customer", bot: "Bot", agent: "Agent", system: "" };

/**
 * `again` tries once more to deliver a message that failed, `quote` answers this one; nothing where
 * that may not be done. `moved` is the channel that the customer has come to. `names` are those of colleagues, whom a note may name.
 *
 * @param {{message: Told, follows: boolean, own: boolean, moved: string | null,
 *   target: boolean, again: (() => void) | null, quote: (() => void) | null, names: string[]}} props
 */
export function Message({ message, follows, own, moved, target, again, quote, names }) {
  const { author, kind, seq, text, time, state, custom } = message;
  const plain = author.kind === "system" && kind === "text" && state !== "failed";
  if (plain) return html`<${Happening} message=${message} target=${target} />`;
  const side = kind === "note" ? "note" : author.kind;
  return html`
    <article data-seq=${seq}
      class=${`message ${side} ${follows ? "follows" : ""} ${target ? "target" : ""}`}>
      ${follows
        ? html`<${At} message=${message} />`
        : html`<${Head} message=${message} own=${own} moved=${moved} />`}
      <div class="bubble" title=${`${date(time)}, ${clock(time)}`}>
        ${custom?.quote && html`<${Quote} quote=${custom.quote} />`}
        ${kind === "rating" && html`<${Rating} ...${message.custom} />`}
        ${kind === "note" && text && html`<p class="text" dir="auto"><${Named} text=${text} names=${names} /></p>`}
        ${kind !== "rating" && kind !== "note" && text && html`<p class="text" dir="auto"><${Text} text=${text} /></p>`}
        <${Extras} message=${message} />
        ${state && html`<${Ticks} state=${state} />`}
        ${state === "failed" && again && html`
          <button class="quiet" onClick=${again}>Send again</button>
        `}
        ${custom && html`<${Known} custom=${custom} />`}
        ${quote && html`
          <button class="quiet do-quote" aria-label=${`Quote: ${text ?? "a file"}`} onClick=${quote}><${Icon} name="text-quote" /> Quote</button>
        `}
      </div>
    </article>
  `;
}

/**
 * What the agent has sent and the log does not show yet.
 *
 * @param {{entry: Outgoing, held: boolean}} props
 */
export function Pending({ entry, held }) {
  return html`
    <article class=${`message pending ${entry.kind === "note" ? "note" : "agent"}`}>
      <header class="head">${held ? "Waiting for the connection" : "Sending …"}</header>
      <div class="bubble"><p class="text" dir="auto"><${Text} text=${entry.text} /></p></div>
    </article>
  `;
}

/** @param {{message: Told, own: boolean, moved: string | null}} props */
function Head({ message, own, moved }) {
  const { author, kind } = message;
  const name = own ? "You" : (author.name || KINDS[author.kind]);
  return html`
    <header class="head">
      <strong dir="auto">${name}</strong>
      ${author.kind === "bot" && html`<span class="tag">Bot</span>`}
      ${kind === "note" && html`<span class="tag">Internal note</span>`}
      ${moved && html`<span class="tag strong">${moved}</span>`}
      ${author.kind === "customer" && message.how === BY_LINK && html`
        <span class="tag strong" title="Whoever holds the link may have written it">By an e-mail link</span>
      `}
      <${At} message=${message} />
    </header>
  `;
}

/** @param {{message: Told, target: boolean}} props */
function Happening({ message, target }) {
  return html`
    <p data-seq=${message.seq} class=${`happening ${target ? "target" : ""}`}>
      Customer was told: <bdi>“${message.text}”</bdi> <${At} message=${message} />
    </p>
  `;
}

/**
 * When it was said, as a link to it.
 *
 * @param {{message: Told}} props
 */
function At({ message: { conversation_id, seq, time } }) {
  return html`
    <a class="at" href=${conversationAt(conversation_id, seq)} title="Link to this message">
      <time datetime=${time}>${clock(time)}</time>
    </a>
  `;
}

/** @param {{message: Told}} props */
function Extras({ message: { buttons = [], image, attachments = [] } }) {
  return html`
    ${image && html`<img class="picture" src=${image} alt="Picture" loading="lazy" />`}
    ${attachments.map((each) => html`<${Attachment} attachment=${each} />`)}
    ${buttons.length > 0 && html`
      <ul class="choices" aria-label="Choices that were shown">
        ${buttons.map((button) => html`<li dir="auto">${button.title}</li>`)}
      </ul>
    `}
  `;
}

/**
 * What became of a message after it was written.
 *
 * @param {{custom: Record<string, any>}} props
 */
function Known({ custom: { reaction, edited, revoked, undelivered: code, elsewhere } }) {
  return html`
    ${reaction && html`<span class="reaction" title="Reaction">${reaction}</span>`}
    ${edited && html`<span class="tag">Edited</span>`}
    ${revoked && html`<span class="tag">Deleted</span>`}
    ${elsewhere && html`<span class="tag">Not through the desk</span>`}
    ${code && html`<p class="undelivered">${undelivered(code)}</p>`}
  `;
}

/** @param {{score: number, comment: string}} props */
function Rating({ score, comment }) {
  return html`
    <p class="stars" role="img" aria-label=${`Rated ${score} of 5`}>
      ${"★".repeat(score)}${"☆".repeat(5 - score)}
    </p>
    ${comment && html`<p class="text" dir="auto"><${Text} text=${comment} /></p>`}
  `;
}
