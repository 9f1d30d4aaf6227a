/**
 * Asking for the password again: what wanted it goes on by itself once it was given.
 */

import { signal } from "../vendor/signals.js";

/** Who waits for the answer; null while nobody is asked. */
export const asking = signal(/** @type {((isConfirmed: boolean) => void) | null} */ (null));

/**
 * Whether somebody has confirmed that it is still they; two calls at once ask once.
 *
 * @returns {Promise<boolean>}
 */
export const askAgain = () =>
  new Promise((resolve) => {
    const before = asking.value;
    asking.value = (isConfirmed) => {
      before?.(isConfirmed);
      resolve(isConfirmed);
    };
  });

/** @param {boolean} isConfirmed */
export function answerAsked(isConfirmed) {
  const waiting = asking.value;
  asking.value = null;
  waiting?.(isConfirmed);
}
