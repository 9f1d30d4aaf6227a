import { html } from "../../html.js";
import { useEffect, useLayoutEffect, useRef } from "../../vendor/preact-hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { lastSeq } from "../conversation.js";
import { entriesOf } from "../entries.js";
import { fill, texts } from "../texts.js";
import { Face } from "./face.js";
import { botName } from "./header.js";
import { downIcon } from "./icons.js";
import { Buttons, Group } from "./message.js";
import { RatingComment, RatingRequest } from "./rating.js";
import { RichText } from "./rich_text.js";
import { DayLine } from "./time.js";

/**
 * @import {Client} from "../client.js"
 * @import {Entry} from "../entries.js"
 * @import {Message} from "../wire.js"
 */

/** Pixels from the end within which the reader counts as being at the end. */
const NEAR = 48;

/** Everything said so far. It follows what is new as long as the reader is at the end.
 * @param {{client: Client, visible: import("../../vendor/signals.js").Signal<boolean>}} props */
export function Log({ client, visible }) {
  const element = useRef(/** @type {HTMLDivElement | null} */ (null));
  const content = useRef(/** @type {HTMLDivElement | null} */ (null));
  const atEnd = useSignal(true);
  const state = client.conversation.value;
  const ours = state.outgoing.at(-1)?.client_id;
  const toEnd = () => element.current?.scrollTo({ top: element.current.scrollHeight });

  useLayoutEffect(() => {
    if (ours) atEnd.value = true;
  }, [ours]);
  useLayoutEffect(() => {
    if (atEnd.value) toEnd();
  });
  useEffect(() => onResize([element.current, content.current], () => atEnd.value && toEnd()), []);
  useEffect(() => {
    if (atEnd.value && visible.value) client.read(lastSeq(state));
  });

  return html`<div class="scroll">
    <div class="log" role="log" aria-label=${texts.value.conversation} aria-live="polite"
      aria-busy=${!state.synced && state.messages.length === 0} tabindex="0" ref=${element}
      onScroll=${() => (atEnd.value = isAtEnd(element.current))}>
      <div class="entries" ref=${content}>
        <${Entries} client=${client} />
        <${Typing} client=${client} />
      </div>
    </div>
    ${!atEnd.value &&
    lastSeq(state) > state.readSeq &&
    html`<button class="newer" type="button" onClick=${toEnd}>
      ${downIcon()} ${texts.value.newMessages}
    </button>`}
  </div>`;
}

/** @param {{client: Client}} props */
function Entries({ client }) {
  const entries = entriesOf(client.conversation.value);
  if (entries.length === 0) return html`<${Welcome} client=${client} />`;
  return entries.map((entry, index) => shown(client, entry, index === entries.length - 1));
}

/** @param {Client} client @param {Entry} entry @param {boolean} isLast */
function shown(client, entry, isLast) {
  const { key } = entry;
  switch (entry.type) {
    case "day":
      return html`<${DayLine} key=${key} time=${entry.time} />`;
    case "group":
      return html`<${Group} key=${key} client=${client} group=${entry} isLast=${isLast} />`;
    case "rating_request":
      return html`<${RatingRequest} key=${key} client=${client} message=${entry.message} />`;
    case "rating":
      return html`<${RatingComment} key=${key} message=${entry.message} />`;
    case "line":
      return html`<${DeskLine} key=${key} client=${client} message=${entry.message} />`;
  }
}

/** What the desk itself says. @param {{client: Client, message: Message}} props */
const DeskLine = ({ client, message }) =>
  html`<p class="line"><${RichText} text=${message.text ?? ""} /></p>
    ${message.buttons?.length ? html`<${Buttons} client=${client} message=${message} />` : null}`;

/** @param {{client: Client}} props */
function Welcome({ client }) {
  const first = client.session.value?.visitor.name?.trim().split(/\s+/)[0];
  return html`<div class="welcome">
    <${Face} author=${{ kind: "bot", name: botName(client) }} />
    <h2>
      ${first ? fill(texts.value.welcomeBack, { name: first }) : texts.value.welcomeTitle}
    </h2>
    <p>${texts.value.welcome}</p>
  </div>`;
}

/** @param {{client: Client}} props */
function Typing({ client }) {
  const author = client.conversation.value.typing?.author;
  if (!author) return null;
  const name = author.name ?? (author.kind === "bot" ? botName(client) : texts.value.agent);
  return html`<div class="group typing ${author.kind}">
    <${Face} author=${author} />
    <div class="bubble">
      <span class="hidden">${fill(texts.value.typing, { name })}</span>
      <i /><i /><i />
    </div>
  </div>`;
}

/** @param {HTMLElement | null} element */
const isAtEnd = (element) =>
  !element || element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;

/** @param {(HTMLElement | null)[]} elements @param {() => void} react */
function onResize(elements, react) {
  const observer = new ResizeObserver(react);
  elements.forEach((element) => element && observer.observe(element));
  return () => observer.disconnect();
}
