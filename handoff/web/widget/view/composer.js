import { html } from "../../html.js";
import { Component } from "../../vendor/preact.js";
import { TEXT_LIMIT } from "../client.js";
import { fill, texts } from "../texts.js";
import { Attach, Chosen } from "./chosen.js";
import { paste } from "./drop.js";
import { focusLog } from "./focus.js";
import { personIcon, sendIcon } from "./icons.js";

/** @import {Client} from "../client.js" */

/**
 * Where the customer writes.
 * @extends {Component<{client: Client, visitorId: string | undefined}, {text: string}>}
 */
export class Composer extends Component {
  /** @type {HTMLTextAreaElement | null} */
  #box = null;

  /** @override */
  state = { text: this.props.client.visitor.draft };

  /** Another customer has another draft.
   * @override @param {{visitorId: string | undefined}} before @param {{text: string}} had */
  componentDidUpdate({ visitorId }, { text }) {
    if (visitorId !== this.props.visitorId) this.#write(this.#begun(visitorId));
    if (text !== this.state.text) grow(this.#box);
  }

  /** @override */
  componentDidMount() {
    if (this.state.text) grow(this.#box);
  }

  /** What stands in the box after a change of visitor: words typed while the desk did not yet know
   * who writes stay. @param {string | undefined} before */
  #begun(before) {
    const typed = before === undefined ? this.state.text : "";
    return typed || this.props.client.visitor.draft;
  }

  /** @param {string} text */
  #write(text) {
    this.props.client.visitor.draft = text;
    this.setState({ text });
  }

  #send() {
    const { client } = this.props;
    const text = this.state.text.trim();
    if (!isGood(text, client)) return;
    client.say(text, client.files.take());
    this.#write("");
    this.#box?.focus();
  }

  /** @override */
  render() {
    const { client } = this.props;
    const text = this.state.text.trim();
    const count = lengthOf(text);
    const send = prevented(() => this.#send());
    return html`<form class="composer" onSubmit=${send}>
      <${Chosen} client=${client} />
      <div class="field">
        <${Attach} client=${client} />
        <textarea ref=${(/** @type {any} */ box) => (this.#box = box)} dir="auto" rows="1"
          aria-label=${texts.value.message} placeholder=${texts.value.placeholder}
          aria-describedby=${count > TEXT_LIMIT ? "too-long" : undefined}
          value=${this.state.text}
          onInput=${(/** @type {any} */ event) => {
            this.#write(event.target.value);
            client.typing();
          }}
          onPaste=${(/** @type {ClipboardEvent} */ event) => paste(client, event)}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => isSendKey(event) && send(event)} />
        <button class="send" type="submit" aria-label=${texts.value.send} disabled=${!isGood(text, client)}>
          ${sendIcon()}
        </button>
      </div>
      ${count > TEXT_LIMIT &&
      html`<p id="too-long" class="fate failed" role="alert">
        ${fill(texts.value.tooLong, { count, limit: TEXT_LIMIT })}
      </p>`}
      <${PersonButton} client=${client} />
    </form>`;
  }
}

/** @param {{client: Client}} props */
function PersonButton({ client }) {
  const { owner } = client.conversation.value.desk;
  if (owner === "agent" || owner === "queue") return null;
  /** @param {Event} event */
  const ask = (event) => {
    focusLog(event);
    client.say(texts.value.personMessage);
  };
  return html`<button class="person" type="button" onClick=${ask}>
    ${personIcon()} ${texts.value.person}
  </button>`;
}

/** In characters as people count them. @param {string} text */
const lengthOf = (text) => [...text].length;

/** Is there something to send, and nothing that cannot be? @param {string} text
 * @param {Client} client */
const isGood = (text, { files }) =>
  (text !== "" || files.chosen.length > 0) && lengthOf(text) <= TEXT_LIMIT && !files.isBlocked;

/** Enter sends, unless it picks a word of an input method. @param {KeyboardEvent} event */
const isSendKey = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing;

/** @param {() => void} act @returns {(event: Event) => void} */
const prevented = (act) => (event) => {
  event.preventDefault();
  act();
};

/** As high as its text; the style sheet sets the most. @param {HTMLTextAreaElement | null} box */
function grow(box) {
  if (!box) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}
