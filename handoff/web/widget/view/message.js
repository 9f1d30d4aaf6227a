import { html } from "../../html.js";
import { isolated } from "../../isolated.js";
import { isOpenQuestion } from "../conversation.js";
import { partsOf } from "../links.js";
import { isFinal } from "../outgoing.js";
import { language, texts } from "../texts.js";
import { Attached } from "./attached.js";
import { Face } from "./face.js";
import { focusLog } from "./focus.js";
import { alertIcon, checkIcon } from "./icons.js";
import { wordsFor } from "./refusals.js";
import { Clock } from "./time.js";

/**
 * @import {Client} from "../client.js"
 * @import {Author, Message} from "../shown.js"
 * @import {Button} from "../wire.js"
 * @import {Outgoing} from "../outgoing.js"
 * @import {Group as GroupEntry, Item} from "../entries.js"
 */

/** What one author wrote without a longer pause.
 * @param {{client: Client, group: GroupEntry, isLast: boolean}} props */
export function Group({ client, group, isLast }) {
  const { author, items } = group;
  const last = items[items.length - 1];
  const isOurs = author.kind === "customer";
  return html`<div class="group ${author.kind}">
    ${!isOurs && html`<${Face} author=${author} />`}
    <div class="stack">
      <div class=${isOurs ? "name hidden" : "name"} dir="auto">${nameOf(author)}</div>
      ${items.map((item) => html`<${Entry} key=${item.key} client=${client} item=${item} />`)}
      <div class="meta">
        <${Clock} time=${last.time} />
        ${isOurs && isLast && last.message && html`<span>${checkIcon()} ${texts.value.sent}</span>`}
      </div>
    </div>
  </div>`;
}

/** @param {{client: Client, item: Item}} props */
const Entry = ({ client, item: { message, outgoing } }) =>
  message
    ? html`<${Stored} client=${client} message=${message} />`
    : outgoing && html`<${Unsent} client=${client} outgoing=${outgoing} />`;

/** @param {{client: Client, message: Message}} props */
const Stored = ({ client, message }) =>
  html`${message.text &&
    html`<div class="bubble" dir="auto">
      ${message.custom?.quote && html`<blockquote dir="auto">${message.custom.quote.text}</blockquote>`}
      <${RichText} text=${message.text} />
    </div>`}
    ${message.image && html`<${Picture} address=${message.image} />`}
    ${message.attachments?.map(
      (attachment) => html`<${Attached} client=${client} attachment=${attachment} />`,
    )}
    ${message.buttons?.length ? html`<${Buttons} client=${client} message=${message} />` : null}`;

/** Choices to press, as long as the question is the last one.
 * @param {{client: Client, message: Message}} props */
export function Buttons({ client, message }) {
  const isOpen = isOpenQuestion(client.conversation.value, message);
  /** @param {Event} event @param {Button} button */
  const press = (event, button) => {
    focusLog(event);
    client.press(message, button);
  };
  return html`<div class="choices">
    ${message.buttons?.map(
      (button) =>
        html`<button key=${button.id} dir="auto" type="button" disabled=${!isOpen} class=${button.card && "card"}
          onClick=${(/** @type {Event} */ event) => press(event, button)}>
          ${button.card ? html`<${Card} ...${button.card} />` : button.title}
        </button>`,
    )}
  </div>`;
}

/** @param {import("../wire.js").Card} card */
const Card = ({ name, lines, image }) =>
  html`${image && html`<img src=${image} alt="" />`}<b dir="auto">${name}</b>
    ${lines?.map((line) => html`<span dir="auto">${line}</span>`)}`;

/** @param {{client: Client, outgoing: Outgoing}} props */
const Unsent = ({ client, outgoing }) =>
  html`${outgoing.text &&
    html`<div class="bubble ${outgoing.state}" dir="auto"><${RichText} text=${outgoing.text} /></div>`}
    ${outgoing.files?.map(
      ({ id, name, kind }) =>
        html`<${Attached} client=${client} attachment=${{ kind, name, upload: id }} />`,
    )}
    ${outgoing.state === "failed"
      ? html`<${Failure} client=${client} outgoing=${outgoing} />`
      : html`<div class="fate">${fateOf(client, outgoing)}</div>`}`;

/** @param {{client: Client, outgoing: Outgoing}} props */
const Failure = ({ client, outgoing }) =>
  html`<div class="fate failed" onClick=${focusLog}>
    ${alertIcon()} ${wordsFor(outgoing.error)}
    ${!isFinal(outgoing) &&
    html`<button type="button" onClick=${() => client.retry(outgoing.client_id)}>
      ${texts.value.tryAgain}
    </button>`}
    <button type="button" onClick=${() => client.discard(outgoing.client_id)}>
      ${texts.value.discard}
    </button>
  </div>`;

/** Text as it was written, its web addresses clickable. Never HTML.
 * @param {{text: string}} props */
export const RichText = ({ text }) =>
  partsOf(text).map((part) =>
    part.href
      ? html`<a dir="ltr" href=${part.href} target="_blank" rel="noopener noreferrer">${part.text}</a>`
      : part.text,
  );

/** @param {{address: string}} props */
function Picture({ address }) {
  const url = new URL(address, import.meta.url);
  if (!url.protocol.startsWith("http")) return null;
  return html`<a class="picture" href=${url.href} target="_blank" rel="noopener noreferrer">
    <img src=${url.href} alt=${texts.value.picture} loading="lazy" />
  </a>`;
}

/** Who said it, as the customer reads it. @param {Author} author */
export function nameOf({ kind, name }) {
  if (kind === "customer") return texts.value.you;
  if (kind === "bot") return name ?? texts.value.assistant;
  return name ? `${isolated(name)} · ${texts.value.agent}` : texts.value.agent;
}

/** @param {Client} client @param {Outgoing} outgoing */
function fateOf({ connection, files }, outgoing) {
  if (connection.value !== "online") return texts.value.held;
  const shares = outgoing.files?.map(({ id, ref }) => (ref ? 1 : (files.all.value[id]?.share ?? 0)));
  if (!shares?.some((share) => share < 1)) return texts.value.sending;
  const done = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return `${texts.value.sending} ${done.toLocaleString(language.value, { style: "percent" })}`;
}
