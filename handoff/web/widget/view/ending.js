import { html } from "../../html.js";
import { Component } from "../../vendor/preact.js";
import { texts } from "../texts.js";
import { focusBox, focusLog } from "./focus.js";

/** @import {Client} from "../client.js" */

/**
 * Asks once whether the conversation is to end. It stands where the box was, and goes when it has.
 * @extends {Component<{client: Client, onStay: () => void}, {hasFailed: boolean}>}
 */
export class Ending extends Component {
  /** @type {HTMLElement | null} */
  #stay = null;

  /** @override */
  state = { hasFailed: false };

  /** @override */
  componentDidMount() {
    this.#stay?.focus();
  }

  async #end() {
    this.setState({ hasFailed: false });
    if (!(await this.props.client.end())) this.setState({ hasFailed: true });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // or it closes the chat
    this.#goOn(event);
  }

  /** @param {Event} event */
  #goOn({ target }) {
    const panel = /** @type {Element} */ (target).closest(".panel");
    this.props.onStay();
    setTimeout(() => focusBox(panel));
  }

  /** @override */
  render() {
    const { endQuestion, endHint, endChat, goOn, endFailed } = texts.value;
    return html`<div class="ending" role="alertdialog" aria-labelledby="ending" aria-describedby="ending-hint"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => this.#onKey(event)}>
      <strong id="ending">${endQuestion}</strong>
      <p id="ending-hint">${endHint}</p>
      ${this.state.hasFailed && html`<p class="fate failed" role="alert">${endFailed}</p>`}
      <div class="two">
        <button class="second" type="button" ref=${(/** @type {any} */ button) => (this.#stay = button)}
          onClick=${(/** @type {Event} */ event) => this.#goOn(event)}>${goOn}</button>
        <button class="primary" type="button" onClick=${() => this.#end()}>${endChat}</button>
      </div>
    </div>`;
  }
}

/**
 * What stands in place of the box once the customer has ended it.
 * @extends {Component<{client: Client, wasHere: boolean, onLeave: (() => void) | null}>}
 */
export class Ended extends Component {
  /** @type {HTMLElement | null} */
  #place = null;

  /** Whoever ended it here goes on with the rating, by keyboard, too. @override */
  componentDidMount() {
    if (this.props.wasHere) focusLog(/** @type {any} */ ({ target: this.#place }));
  }

  /** @param {Event} event */
  #startOver({ target }) {
    const { client, onLeave } = this.props;
    if (onLeave) return onLeave();
    const panel = /** @type {Element} */ (target).closest(".panel");
    client.startOver();
    setTimeout(() => focusBox(panel));
  }

  /** @override */
  render() {
    const { ended, startOver } = texts.value;
    return html`<div class="ending" ref=${(/** @type {any} */ place) => (this.#place = place)}>
      <p>${ended}</p>
      <button class="primary" type="button"
        onClick=${(/** @type {Event} */ event) => this.#startOver(event)}>${startOver}</button>
    </div>`;
  }
}
