/** One tab after another: what only one of them is to do at a time, as far as the browser can. */

import { pause } from "./pauses.js";
import { uuid } from "./uuid.js";

/** Whoever waits longer goes on beside the others: a tab that hangs is not to hold up all. */
const PATIENCE_MS = 5_000;
/** Without locks: how long a turn may take, and when it has shown that nobody else has it. */
const TURN_MS = 3_000;
const SETTLED_MS = 500;

/** @import {Memory} from "./storage.js" */

/**
 * @template T
 * @param {Memory} storage @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function inTurn(storage, act) {
  // Pages without https have none.
  if (!navigator.locks) return byStorage(storage, act);
  let isOurs = false;
  const begun = () => {
    isOurs = true;
    return act();
  };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await navigator.locks.request(storage.name, { signal }, begun);
  } catch (error) {
    if (isOurs) throw error;
    return act();
  }
}

/** A note in the store says whose turn it is; who still finds their own after a moment has it.
 * @template T @param {Memory} storage @param {() => Promise<T>} act @returns {Promise<T>} */
async function byStorage(storage, act) {
  const own = uuid();
  const end = Date.now() + PATIENCE_MS;
  while (storage.turn?.id !== own && Date.now() < end) {
    if ((storage.turn?.until ?? 0) < Date.now()) storage.turn = { id: own, until: Date.now() + TURN_MS };
    await pause(SETTLED_MS);
  }
  try {
    return await act();
  } finally {
    if (storage.turn?.id === own) storage.turn = null;
  }
}
