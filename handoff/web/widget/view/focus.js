/** @param {ParentNode | null} parent */
export const focusBox = (parent) => focus(parent, ".composer textarea");

/** Keeps the keyboard in the panel when the control that was pressed is about to go.
 * @param {Event} event */
export const focusLog = (event) => focus(event.target, ".log");

/** @param {any} inside @param {string} selector */
function focus(inside, selector) {
  const place = inside?.closest?.(".panel") ?? inside;
  place?.querySelector(selector)?.focus({ preventScroll: true });
}
