/**
 * Every word that the widget says itself. Another language is a file `texts/<language>.json` with
 * the same keys; what it leaves out stays English. `{name}` marks what is filled in.
 */

import { signal } from "./signal.js";

export const ENGLISH = {
  openChat: "Open chat",
  linkOver: "This link has expired, or its conversation has ended. Write here to begin a new one.",
  link_over: "This link is over. Please open the chat again to go on.",
  noThanks: "No, thanks",
  closeChat: "Close chat",
  more: "More",
  endChat: "End conversation",
  endQuestion: "End this conversation?",
  endHint: "You can rate it afterwards, and begin a new one at any time.",
  endFailed: "That did not work just now. Please try again.",
  goOn: "Go on",
  ended: "This conversation has ended.",
  startOver: "Begin a new conversation",
  saveChat: "Save the conversation as text",
  title: "Support",
  conversation: "Conversation",
  message: "Message",
  placeholder: "Write a message …",
  send: "Send",
  person: "Talk to a person",
  personMessage: "I would like to talk to a person",
  welcomeTitle: "How can we help?",
  welcome: "Write what happened in your own words. You will be asked for what is missing.",
  welcomeBack: "Hello {name}, how can we help?",
  you: "You",
  assistant: "Assistant",
  agent: "Support team",
  roleBot: "Virtual assistant",
  roleAgent: "From our support team",
  roleQueue: "Looking for a person for you",
  starting: "Our assistant is starting up. Write now, you will be answered.",
  down: "Our assistant is away for a moment. Write now, nothing gets lost.",
  next: "A person will be with you soon. You are next in line.",
  position: "A person will be with you soon. You are number {position} in line.",
  minutes: " About {minutes} min.",
  waiting: "A person will be with you soon.",
  unattended: "Your case is saved. You can leave: the answer will be here.",
  connecting: "Connecting …",
  offline: "No connection. Trying again, what you write is kept.",
  sending: "Sending …",
  held: "Waiting for the connection",
  sent: "Sent",
  failed: "Not sent",
  tryAgain: "Try again",
  discard: "Discard",
  too_long: "Too long: at most {limit} characters",
  too_many: "Too many messages at once",
  bad_request: "This could not be sent",
  tooLong: "{count} of {limit} characters. Please shorten it.",
  typing: "{name} is typing",
  newMessages: "New messages",
  unreadOne: "1 new message",
  unread: "{count} new messages",
  picture: "Picture",
  file: "File",
  attach: "Attach files",
  files: "Attached files",
  removeFile: "Remove {name}",
  dropHere: "Drop files here",
  fileLarge: "Too large: at most {picture} MB for a picture, {other} MB for other files",
  fileRefused: "Damaged, or of a type that is not taken: send pictures, PDFs or documents",
  fileMost: "At most {files} files in one message",
  fileWait: "A lot of files at once: please wait a minute",
  fileLost: "The file is gone: please attach it again",
  ratingQuestion: "How did it go?",
  ratingLow: "Not well",
  ratingHigh: "Very well",
  comment: "Comment (optional)",
  sendRating: "Send rating",
  ratingFailed: "Your rating could not be sent. Please try again.",
  rated: "You rated this {score} of 5",
  thanks: "Thank you for your rating.",
  today: "Today",
  yesterday: "Yesterday",
};

/** @typedef {typeof ENGLISH} Texts */

/** The texts in use. Components read `texts.value` and follow a change of language. */
export const texts = signal(ENGLISH);

/** The language of times and dates, a BCP 47 tag; undefined means the browser's. */
export const language = signal(/** @type {string | undefined} */ (undefined));

/** Switches to another language; English stays when there is no such file.
 * @param {string | null} locale */
export async function useLocale(locale) {
  if (!locale) return;
  language.value = localeOf(locale);
  const tongue = language.value.split("-")[0];
  if (tongue !== "en") texts.value = merged(await translation(tongue));
}

/** @param {Record<string, unknown>} others @returns {Texts} */
export function merged(others) {
  const known = Object.entries(others).filter(
    ([key, text]) => key in ENGLISH && typeof text === "string",
  );
  return { ...ENGLISH, ...Object.fromEntries(known) };
}

/** @param {string} text @param {Record<string, string | number>} values */
export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** @param {string} tongue @returns {Promise<Record<string, unknown>>} */
async function translation(tongue) {
  try {
    const answer = await fetch(new URL(`texts/${tongue}.json`, import.meta.url));
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

/** Language and region as the desk takes them; English when there is no such language.
 * @param {string} tag */
export function localeOf(tag) {
  try {
    const { language, region } = new Intl.Locale(tag);
    return region ? `${language}-${region}` : language;
  } catch {
    return "en";
  }
}
