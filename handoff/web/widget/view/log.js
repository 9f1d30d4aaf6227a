import { html } from "../../html.js";
import { isolated } from "../../isolated.js";
import { Component } from "../../vendor/preact.js";
import { isOpenQuestion, lastSeq } from "../conversation.js";
import { entriesOf } from "../entries.js";
import { fill, texts } from "../texts.js";
import { Face } from "./face.js";
import { botName } from "./header.js";
import { downIcon } from "./icons.js";
import { Buttons, Group, RichText } from "./message.js";
import { RatingComment, RatingRequest } from "./rating.js";
import { DayLine } from "./time.js";

/**
 * @import {Client} from "../client.js"
 * @import {Entry} from "../entries.js"
 * @import {Message} from "../shown.js"
 */

/** Pixels from the end within which the reader counts as being at the end. */
const NEAR = 48;

/** @typedef {{client: Client, isVisible: boolean}} Props */

/**
 * Everything said so far. It follows what is new as long as the reader is at the end.
 * @extends {Component<Props, {atEnd: boolean}>}
 */
export class Log extends Component {
  /** @type {HTMLDivElement | null} */
  #scroller = null;
  #observer = new ResizeObserver(() => this.#follow());
  /** @type {string | undefined} */
  #lastSaid;

  /** @override */
  state = { atEnd: true };

  /** @override */
  componentDidMount() {
    [this.#scroller, this.#scroller?.firstElementChild].forEach(
      (element) => element && this.#observer.observe(element),
    );
    this.componentDidUpdate();
  }

  /** @override */
  componentDidUpdate() {
    const { client, isVisible } = this.props;
    const { outgoing } = client.conversation.value;
    const said = outgoing.at(-1)?.client_id;
    if (said && said !== this.#lastSaid) this.setState({ atEnd: true });
    this.#lastSaid = said;
    this.#follow();
    // Later: what this render shows is to be on the screen first.
    if (this.state.atEnd && isVisible) setTimeout(() => client.read(lastSeq(client.conversation.value)));
  }

  /** @override */
  componentWillUnmount() {
    this.#observer.disconnect();
  }

  #follow() {
    if (this.state.atEnd) this.#toEnd();
  }

  #toEnd() {
    this.#scroller?.scrollTo({ top: this.#scroller.scrollHeight });
  }

  /** @override */
  render() {
    const { client } = this.props;
    const state = client.conversation.value;
    return html`<div class="scroll">
      <div class="log" role="log" aria-label=${texts.value.conversation} aria-live="polite"
        aria-busy=${!state.synced && state.messages.length === 0} tabindex="0"
        ref=${(/** @type {any} */ element) => (this.#scroller = element)}
        onScroll=${() => this.setState({ atEnd: isAtEnd(this.#scroller) })}>
        <div class="entries">
          <${Entries} client=${client} />
          <${Typing} client=${client} />
        </div>
      </div>
      ${!this.state.atEnd &&
      lastSeq(state) > state.readSeq &&
      html`<button class="newer" type="button" onClick=${() => this.#toEnd()}>
        ${downIcon()} ${texts.value.newMessages}
      </button>`}
    </div>`;
  }
}

/** @param {{client: Client}} props */
function Entries({ client }) {
  const entries = entriesOf(client.conversation.value);
  const opening = client.invitation.value?.opening;
  if (entries.length === 0 && opening) return html`<${Opening} client=${client} text=${opening} />`;
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

/** What the desk itself says, and what it offers as long as that is to be had.
 * @param {{client: Client, message: Message}} props */
const DeskLine = ({ client, message }) =>
  html`<p class="line" dir="auto"><${RichText} text=${message.text ?? ""} /></p>
    ${message.buttons?.length && isOpenQuestion(client.conversation.value, message)
      ? html`<${Buttons} client=${client} message=${message} />`
      : null}`;

/** What the bot has said to invite the customer; the log has it from their first message on.
 * @param {{client: Client, text: string}} props */
function Opening({ client, text }) {
  const author = { kind: "bot", name: botName(client) };
  return html`<div class="group bot">
    <${Face} author=${author} />
    <div class="stack"><div class="name" dir="auto">${author.name}</div><div class="bubble" dir="auto">${text}</div></div>
  </div>`;
}

/** @param {{client: Client}} props */
function Welcome({ client }) {
  const first = client.session.value?.visitor.name?.trim().split(/\s+/)[0];
  return html`<div class="welcome">
    <${Face} author=${{ kind: "bot", name: botName(client) }} />
    <h2 dir="auto">
      ${first ? fill(texts.value.welcomeBack, { name: isolated(first) }) : texts.value.welcomeTitle}
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
      <span class="hidden" dir="auto">${fill(texts.value.typing, { name })}</span>
      <i /><i /><i />
    </div>
  </div>`;
}

/** @param {HTMLElement | null} element */
const isAtEnd = (element) =>
  !element || element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
