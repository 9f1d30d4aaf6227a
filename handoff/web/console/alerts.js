/**
 * What calls an agent back to the page: a sound, a notification, the title.
 *
 * @import {Desk} from "./desk.js"
 * @import {Conversation} from "./types.js"
 */

import { isolated } from "../isolated.js";
import { effect, signal } from "../vendor/signals.js";
import { kept } from "./kept.js";

const TITLE = "Warmdesk console";
const FLASH_EVERY = 1_000;
const CHIME = [
  { hertz: 587, after: 0 },
  { hertz: 880, after: 0.16 },
];

const REPLY = [{ hertz: 660, after: 0 }];

/** Whether a customer's answer makes a sound. */
export const replySound = kept("reply-sound", true);

const supported = "Notification" in window;

/** Whether this browser may notify: `default` means that the agent was not asked yet. */
export const permission = signal(supported ? Notification.permission : "denied");

export async function askPermission() {
  permission.value = await Notification.requestPermission();
}

/**
 * Announce each new offer and each mention once, and show in the title how much waits.
 *
 * @param {Desk} desk
 */
export function listenForOffers(desk) {
  /** @type {Set<string>} */
  let known = new Set();
  effect(() => {
    const { offers = [], queue = [] } = desk.snapshot.value ?? {};
    for (const offer of offers.filter((each) => !known.has(each.id))) {
      const item = queue.find((each) => each.handoff_id === offer.handoff_id);
      call(`Offer: ${isolated(item?.customer_name ?? "A customer")}`, item?.wanted ?? item?.situation ?? "");
    }
    known = new Set(offers.map((each) => each.id));
  });
  /** @type {Set<string> | null} */
  let told = null;
  effect(() => {
    if (!desk.snapshot.value) return;
    const mentions = desk.mentions.value;
    for (const each of mentions.filter(({ id }) => told && !told.has(id))) {
      call("You were mentioned", each.text, () => desk.handling.openMention(each));
    }
    told = new Set(mentions.map((each) => each.id));
  });
  let unread = /** @type {Map<string, number> | null} */ (null);
  effect(() => {
    if (!desk.snapshot.value) return;
    const mine = desk.mine.value;
    for (const each of mine.filter(({ id, unread: now }) => now > (unread?.get(id) ?? now))) {
      if (!inView(desk, each.id)) answered(desk, each);
    }
    unread = new Map(mine.map((each) => [each.id, each.unread]));
  });
  effect(() => {
    const offers = desk.snapshot.value?.offers.length ?? 0;
    const unread = desk.unread.value + desk.mentions.value.length;
    return showInTitle(offers, unread, desk.watching.value);
  });
}

/**
 * Whether the agent has that conversation before their eyes: then its words are enough.
 *
 * @param {Desk} desk
 * @param {string} id
 */
function inView(desk, id) {
  return desk.watching.peek() && desk.view.peek() === "conversation" && desk.selected.peek() === id;
}

/**
 * Say that a customer has written.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
function answered(desk, { id, customer_name, last_text }) {
  const title = isolated(customer_name ?? "A customer");
  call(title, last_text ?? "", () => desk.select(id), replySound.peek() ? REPLY : []);
}

/**
 * `notes` are the sound of it.
 *
 * @param {string} title
 * @param {string} body
 * @param {() => void} [open]  what it opens, if anything
 */
function call(title, body, open = () => {}, notes = CHIME) {
  if (notes.length) chime(notes);
  if (permission.value !== "granted" || document.visibilityState === "visible") return;
  const notification = new Notification(title, { body, tag: title });
  notification.onclick = () => {
    window.focus();
    open();
  };
}

/**
 * Soft notes; silent until the agent has touched the page once, as browsers want it.
 *
 * @param {typeof CHIME} notes
 */
function chime(notes) {
  const audio = new AudioContext();
  for (const { hertz, after } of notes) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + after;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  }
  setTimeout(() => audio.close(), 1_000);
}

/**
 * @param {number} offers
 * @param {number} unread
 * @param {boolean} watching
 */
function showInTitle(offers, unread, watching) {
  const count = offers + unread;
  const calm = count ? `(${count}) ${TITLE}` : TITLE;
  document.title = calm;
  if (!offers || watching) return undefined;
  const flash = setInterval(() => {
    document.title = document.title === calm ? `● ${offers} offered to you` : calm;
  }, FLASH_EVERY);
  return () => clearInterval(flash);
}
