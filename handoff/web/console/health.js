/** How the bot is. No event tells of it, so the page asks now and then. */

const ASKED_EVERY = 15_000;

/** @returns {Promise<"up" | "starting" | "down" | null>}  null when the desk does not answer */
export async function botState() {
  try {
    return (await (await fetch("/health")).json()).bot;
  } catch {
    return null;
  }
}

/**
 * Ask every so often how the bot is, while that is wanted.
 *
 * @param {import("../vendor/signals.js").Signal<"up" | "starting" | "down">} bot
 * @param {() => boolean} wanted
 */
export function followBot(bot, wanted) {
  setInterval(async () => {
    if (wanted()) bot.value = (await botState()) ?? bot.value;
  }, ASKED_EVERY);
}
