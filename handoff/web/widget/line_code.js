/**
 * The line's code, which what is on the screen first does not wait for; null when it cannot be
 * fetched. The address is made when it is asked for, so that a bundler leaves the line out. Each
 * attempt has an address of its own, as a browser may keep a failure for good.
 *
 * @param {number} attempt @returns {Promise<typeof import("./socket.js") | null>}
 */
export const lineCode = (attempt) =>
  import(new URL(`./socket.js${attempt ? `?${attempt}` : ""}`, import.meta.url).href).catch(() => null);
