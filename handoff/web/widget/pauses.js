/** How long to wait before trying again. */

const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** @param {number} attempt  How many there were before. */
export const delay = (attempt) => RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];

/** @param {number} ms */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
