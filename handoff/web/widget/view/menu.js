import { html } from "../../html.js";
import { Component } from "../../vendor/preact.js";
import { texts } from "../texts.js";
import { moreIcon } from "./icons.js";

/** @typedef {{label: string, act: () => void}} Choice */

/**
 * A button with what is needed seldom behind it: arrows walk through it, Escape goes back.
 * @extends {Component<{choices: Choice[]}, {isOpen: boolean}>}
 */
export class Menu extends Component {
  /** @type {HTMLButtonElement | null} */
  #button = null;
  /** @type {HTMLUListElement | null} */
  #list = null;

  /** @override */
  state = { isOpen: false };

  get #items() {
    return Array.from(this.#list?.querySelectorAll("button") ?? []);
  }

  #toggle() {
    this.setState({ isOpen: !this.state.isOpen }, () => this.#items[0]?.focus());
  }

  #close() {
    this.setState({ isOpen: false });
  }

  /** @param {Choice} choice */
  #choose({ act }) {
    this.#button?.focus();
    this.#close();
    act();
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const items = this.#items;
    const at = items.indexOf(/** @type {any} */ (event.target));
    const to = nextOf(event.key, at, items.length);
    if (to !== null) {
      event.preventDefault();
      items[to].focus();
    } else if (event.key === "Escape") {
      event.stopPropagation(); // or it closes the chat
      this.#button?.focus();
      this.#close();
    }
  }

  /** The keyboard went elsewhere. @param {FocusEvent} event */
  #left({ currentTarget, relatedTarget }) {
    const menu = /** @type {Element} */ (currentTarget);
    if (!menu.contains(/** @type {Node | null} */ (relatedTarget))) this.#close();
  }

  /** @override */
  render() {
    const { isOpen } = this.state;
    return html`<div class="menu" onfocusout=${(/** @type {any} */ event) => this.#left(event)}>
      <button class="icon" type="button" aria-label=${texts.value.more} title=${texts.value.more}
        aria-haspopup="menu" aria-expanded=${isOpen}
        ref=${(/** @type {any} */ button) => (this.#button = button)}
        onClick=${() => this.#toggle()}>${moreIcon()}</button>
      ${isOpen && this.#choices()}
    </div>`;
  }

  #choices() {
    return html`<ul role="menu" tabindex="-1" aria-label=${texts.value.more}
      ref=${(/** @type {any} */ list) => (this.#list = list)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => this.#walk(event)}>
      ${this.props.choices.map(
        (choice) => html`<li role="none">
          <button type="button" role="menuitem" tabindex="-1"
            onClick=${() => this.#choose(choice)}>${choice.label}</button>
        </li>`,
      )}
    </ul>`;
  }
}

/** Which item a key leads to; null for other keys.
 * @param {string} key @param {number} at @param {number} count */
function nextOf(key, at, count) {
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (Math.max(at, 0) - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
