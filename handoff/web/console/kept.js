/** Signals that outlive a reload, and that agree between the tabs of one browser. */

import { effect, signal } from "../vendor/signals.js";

const PREFIX = "warmdesk:";

/**
 * @template T
 * @param {string} name
 * @param {T} initial
 * @returns {import("../vendor/signals.js").Signal<T>}
 */
export function kept(name, initial) {
  const key = PREFIX + name;
  const state = signal(parse(localStorage.getItem(key), initial));
  effect(() => localStorage.setItem(key, JSON.stringify(state.value)));
  addEventListener("storage", (event) => {
    if (event.key === key) state.value = parse(event.newValue, initial);
  });
  return state;
}

/**
 * @template T
 * @param {string | null} text
 * @param {T} initial
 * @returns {T}
 */
function parse(text, initial) {
  try {
    return text === null ? initial : JSON.parse(text);
  } catch {
    return initial;
  }
}
