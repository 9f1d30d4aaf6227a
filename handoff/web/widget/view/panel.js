import { html } from "../../html.js";
import { useEffect, useRef } from "../../vendor/preact-hooks.js";
import { texts } from "../texts.js";
import { Composer } from "./composer.js";
import { focusBox } from "./focus.js";
import { Header } from "./header.js";
import { Log } from "./log.js";
import { StateLine } from "./state_line.js";

/** Below this width the panel covers the page and keeps the focus. */
const PHONE = "(max-width: 479.98px)";

/**
 * The conversation. Without `onClose` it is a page of its own.
 * @param {{
 *   client: import("../client.js").Client,
 *   visible: import("../../vendor/signals.js").Signal<boolean>,
 *   onClose: (() => void) | null,
 *   takeFocus: boolean,
 * }} props
 */
export function Panel({ client, visible, onClose, takeFocus }) {
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  const isModal = onClose !== null && matchMedia(PHONE).matches;
  useEffect(() => {
    if (takeFocus) focusBox(panel.current);
  }, []);

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key === "Tab" && isModal && panel.current) keepFocus(panel.current, event);
  };
  return html`<section class="panel" ref=${panel} role=${onClose ? "dialog" : "region"}
    aria-label=${texts.value.title} aria-modal=${isModal || undefined} onKeyDown=${onKeyDown}>
    <${Header} client=${client} onClose=${onClose} />
    <${StateLine} client=${client} />
    <${Log} client=${client} visible=${visible} />
    <${Composer} client=${client} />
  </section>`;
}

/** From the last control on to the first, and back. @param {HTMLElement} panel
 * @param {KeyboardEvent} event */
function keepFocus(panel, event) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (
    panel.querySelectorAll("a[href], button:enabled, textarea, [tabindex='0']")
  );
  const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]];
  const root = /** @type {ShadowRoot} */ (panel.getRootNode());
  if (root.activeElement !== from) return;
  event.preventDefault();
  to.focus();
}
