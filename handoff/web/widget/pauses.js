/** Trying again: after how long, and until when. */

const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** @param {number} attempt  How many there were before. */
export const delay = (attempt) => RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];

/** @param {number} ms */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Tries for as long as it takes, slower each time; null once it is not wanted any more.
 *
 * @template T
 * @param {(attempt: number) => Promise<T | null>} attempted
 * @param {{isWanted: () => boolean, missed: () => void}} how
 */
export async function untilThere(attempted, { isWanted, missed }) {
  for (let attempt = 0; isWanted(); attempt++) {
    const found = await attempted(attempt);
    if (!isWanted()) break;
    if (found) return found;
    missed();
    await pause(delay(attempt));
  }
  return null;
}
