/**
 * What is kept of one customer, as admins find, export and erase it.
 *
 * @import {Erasure, FoundCustomer, Held, PrivacyPage, Receipt, WhoForm} from "./types.js"
 */

import { call, fetchFile } from "./account.js";

/** @returns {Promise<PrivacyPage>} */
export const readPrivacy = () => call("GET", "privacy");

/** @param {WhoForm} who @returns {Promise<FoundCustomer>} */
export const findCustomer = (who) => call("POST", "privacy/find", who);

/**
 * Downloads all that is kept of somebody; resolves to how many stores could not be asked.
 *
 * @param {WhoForm} who
 */
export async function exportCustomer(who) {
  const response = await fetchFile("privacy/export", who);
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: "customer.zip" });
  link.click();
  URL.revokeObjectURL(url);
  return Number(response.headers.get("X-Missing"));
}

/** @param {WhoForm} who @param {string} confirm @returns {Promise<Erasure>} */
export const eraseCustomer = (who, confirm) => call("POST", "privacy/erase", { ...who, confirm });

export const BY = {
  customer_id: "Customer's id",
  conversation_id: "Conversation's id",
};

/**
 * What the form says, as the desk takes it: an id, or an address of a channel.
 *
 * @param {FormData} form
 * @returns {WhoForm}
 */
export function whoOf(form) {
  const by = String(form.get("by"));
  const named = String(form.get("named")).trim();
  return by in BY ? { [by]: named } : { channel: by, address: named };
}

/** @type {Record<string, string>} */
const STORES = {
  desk: "The desk",
  files: "Files",
  uploads: "Files that were never sent",
  bot: "The bot's memory",
  records: "The desk's own records",
  shop: "The shop's system",
  limits: "Counts of calls",
};

/** @param {string} store */
export const storeName = (store) => STORES[store] ?? store.replace(/^shop_/, "The shop's system ");

/** @type {Record<string, string>} */
const THINGS = {
  conversations: "conversations",
  messages: "messages",
  search_texts: "texts in the search",
  turns: "turns of the bot",
  handoffs: "cases",
  notices: "notices to colleagues",
  bot_tasks: "questions by the bot for a colleague",
  outbox: "messages handed to a platform",
  parts: "receipts of a platform",
  crm_tasks: "things told to the shop's system",
  updates: "messages of a platform in the inbox",
  addresses: "addresses",
  redactions: "things still to be taken back",
  events: "events of open pages",
  audit: "entries of the audit log",
  customer_sign_outs: "sign-outs",
};

/** How much of what. @param {Held} held */
export function heldWords({ name, count, by_hand }) {
  if (by_hand) return "has to be looked up in that system";
  if (count === null) return "did not answer; try again later";
  return `${THINGS[name] ?? (name.replaceAll("_", " ") || "files")}: ${count}`;
}

/**
 * What there is, by store, in the order in which the desk names them.
 *
 * @param {Held[]} held
 * @returns {[string, string[]][]}
 */
export function byStore(held) {
  /** @type {Map<string, string[]>} */
  const stores = new Map();
  for (const each of held) stores.set(each.store, [...(stores.get(each.store) ?? []), heldWords(each)]);
  return [...stores];
}

/** @type {Record<Receipt["state"], string>} */
const STATES = {
  done: "done",
  owed: "still owed: it is tried until it is done",
  by_hand: "has to be erased there by hand",
  lapses: "unreadable, and gone within a day",
};

/** @param {Receipt} receipt */
export const stateWords = ({ state }) => STATES[state];

/** What is still to be done for an erasure. @param {Erasure} erasure */
export const isOpen = ({ done_at }) => done_at === null;

/** @param {number} days */
export const daysWords = (days) => (days === 0 ? "for ever" : days === 1 ? "1 day" : `${days} days`);
