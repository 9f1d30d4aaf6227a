/** How the bot is. No event tells of it, so the page asks now and then. */

/** @returns {Promise<"up" | "starting" | "down" | null>}  null when the desk does not answer */
export async function botState() {
  try {
    return (await (await fetch("/health")).json()).bot;
  } catch {
    return null;
  }
}
