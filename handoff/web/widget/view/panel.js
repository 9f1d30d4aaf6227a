import { html } from "../../html.js";
import { Component } from "../../vendor/preact.js";
import { isOver } from "../conversation.js";
import { texts } from "../texts.js";
import { Composer } from "./composer.js";
import { takesFiles } from "./drop.js";
import { Ended, Ending } from "./ending.js";
import { Header } from "./header.js";
import { Log } from "./log.js";
import { StateLine } from "./state_line.js";

/** Below this width the panel covers the page and keeps the focus. */
const PHONE = "(max-width: 479.98px)";

/**
 * @typedef {object} Props
 * @property {import("../client.js").Client} client
 * @property {boolean} isVisible
 * @property {(() => void) | null} onClose  Null where the conversation is a page of its own.
 * @property {(() => void) | null} onLeave  Begins anew where only one conversation can be here.
 */

/**
 * The conversation.
 * @extends {Component<Props, {isEnding: boolean}>}
 */
export class Panel extends Component {
  /** @override */
  state = { isEnding: false };

  /** Another conversation is not asked about. @override */
  componentDidUpdate() {
    const { anew } = this.props.client.conversation.value;
    if (anew && this.state.isEnding) this.setState({ isEnding: false });
  }

  /** @override */
  render() {
    const { client, isVisible, onClose } = this.props;
    const isModal = onClose !== null && matchMedia(PHONE).matches;
    const hasBox = !isOver(client.conversation.value) && !this.state.isEnding;
    return html`<section class="panel" role=${onClose ? "dialog" : "region"}
      aria-label=${texts.value.title} aria-modal=${isModal || undefined}
      onKeyDown=${isModal ? keepFocus : null} data-drop=${texts.value.dropHere}
      ...${hasBox && takesFiles(client)}>
      <${Header} client=${client} onClose=${onClose}
        onEnd=${() => this.setState({ isEnding: true })} />
      <${StateLine} client=${client} />
      <${Log} client=${client} isVisible=${isVisible} />
      ${this.#below()}
    </section>`;
  }

  /** The box, or what stands in its place when the conversation ends. */
  #below() {
    const { client, onLeave } = this.props;
    const { isEnding } = this.state;
    if (isOver(client.conversation.value)) {
      return html`<${Ended} client=${client} wasHere=${isEnding} onLeave=${onLeave} />`;
    }
    if (isEnding) {
      return html`<${Ending} client=${client} onStay=${() => this.setState({ isEnding: false })} />`;
    }
    return html`<${Composer} client=${client} visitorId=${client.session.value?.visitor.id} />`;
  }
}

/** From the last control on to the first, and back. @param {KeyboardEvent} event */
function keepFocus(event) {
  if (event.key !== "Tab") return;
  const panel = /** @type {HTMLElement} */ (event.currentTarget);
  const all = /** @type {NodeListOf<HTMLElement>} */ (
    panel.querySelectorAll("a[href], button:enabled:not([tabindex='-1']), textarea, [tabindex='0']")
  );
  const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]];
  if (event.target !== from) return;
  event.preventDefault();
  to.focus();
}
