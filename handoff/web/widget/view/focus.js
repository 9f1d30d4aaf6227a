/** @param {EventTarget | null} inside  The panel, what it is in, or something of it. */
export const focusBox = (inside) => focusOn(inside, ".composer textarea");

/** Keeps the keyboard in the panel when the control that was pressed is about to go.
 * @param {Event} event */
export const focusLog = (event) => focusOn(event.target, ".log");

/** @param {any} inside @param {string} selector */
function focusOn(inside, selector) {
  const place = inside?.closest?.(".panel") ?? inside;
  place?.querySelector(selector)?.focus({ preventScroll: true });
}
