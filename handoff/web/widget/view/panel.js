import { html } from "../../html.js";
import { texts } from "../texts.js";
import { Composer } from "./composer.js";
import { Header } from "./header.js";
import { Log } from "./log.js";
import { StateLine } from "./state_line.js";

/** Below this width the panel covers the page and keeps the focus. */
const PHONE = "(max-width: 479.98px)";

/**
 * The conversation. Without `onClose` it is a page of its own.
 * @param {{
 *   client: import("../client.js").Client,
 *   isVisible: boolean,
 *   onClose: (() => void) | null,
 * }} props
 */
export function Panel({ client, isVisible, onClose }) {
  const isModal = onClose !== null && matchMedia(PHONE).matches;
  return html`<section class="panel" role=${onClose ? "dialog" : "region"}
    aria-label=${texts.value.title} aria-modal=${isModal || undefined}
    onKeyDown=${isModal ? keepFocus : null}>
    <${Header} client=${client} onClose=${onClose} />
    <${StateLine} client=${client} />
    <${Log} client=${client} isVisible=${isVisible} />
    <${Composer} client=${client} visitorId=${client.session.value?.visitor.id} />
  </section>`;
}

/** From the last control on to the first, and back. @param {KeyboardEvent} event */
function keepFocus(event) {
  if (event.key !== "Tab") return;
  const panel = /** @type {HTMLElement} */ (event.currentTarget);
  const all = /** @type {NodeListOf<HTMLElement>} */ (
    panel.querySelectorAll("a[href], button:enabled, textarea, [tabindex='0']")
  );
  const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]];
  if (event.target !== from) return;
  event.preventDefault();
  to.focus();
}
