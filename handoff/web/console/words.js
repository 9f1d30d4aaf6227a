/** Readable words for codes and slots. Pure. */

import { date } from "./format.js";

/** @type {Record<string, string>} */
export const REASONS = {
  customer_asked: "Asked for a person",
  low_understanding: "Bot did not understand",
  frustrated: "Customer is upset",
  policy: "Needs a person's decision",
  value_limit: "Above the bot's limit",
  action_failed: "An action failed",
  diagnosis_rejected: "Diagnosis rejected",
  identity_failed: "Identity not proved",
  bot_unavailable: "Bot was not available",
  agent_takeover: "Taken over by an agent",
  proactive_recovery: "Making it right",
  danger: "Danger or security",
  language: "Another language",
};

/** @type {Record<string, string>} */
const PROOFS = {
  site_token: "signed in on the shop's site",
  order_challenge: "order number and postcode",
  account_linking: "account linked at the shop",
  email_link: "came by a link from an e-mail",
};

/** @type {Record<string, string>} */
const LEVELS = {
  anonymous: "Not identified",
  claimed: "Says so, not verified",
  verified: "Verified",
};

/** @type {Record<string, string>} */
const WANTS = { withdrawn: "No longer wanted", denied: "Misread", person: "With a colleague" };

/** What has a title of its own among names that are otherwise read as they are. @type {Record<string, string>} */
const TITLES = { nlu_fallback: "Not understood", out_of_scope: "None of our business" };

const UNDELIVERED = "Not delivered";

const CODE = /^[a-z]+(_[a-z]+)+$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}(T.*)?$/;

/** @param {string} code */
export const reason = (code) => REASONS[code] ?? name(code);

/** @param {string} how */
export const proof = (how) => PROOFS[how] ?? name(how).toLowerCase();

/** @param {string} level */
export const level = (level) => LEVELS[level] ?? name(level);

/**
 * What has become of something wanted.
 *
 * @param {string} state
 */
export const wantState = (state) => WANTS[state] ?? name(state);

/**
 * Why a message did not come to the customer, and what comes of it.
 *
 * @param {string} code
 */
export function undelivered(code) {
  if (code === "window_closed") {
    return "Held: the reply window is closed. It goes out when the customer writes.";
  }
  if (code === "expired") return "Not sent: it was only true for a while.";
  return code ? `${UNDELIVERED} (${code})` : UNDELIVERED;
}

/**
 * How much is left of a reply window, in words; empty where there is no limit.
 *
 * @param {string | null} until
 * @param {number} now  ms since 1970
 */
export function windowLeft(until, now) {
  if (!until) return "";
  const minutes = Math.floor((Date.parse(until) - now) / 60_000);
  if (minutes < 0) return "The reply window is closed";
  const hours = Math.floor(minutes / 60);
  return `Reply within ${hours ? `${hours} h ` : ""}${minutes % 60} min`;
}

/**
 * `order_number` → `Order number`.
 *
 * @param {string} code
 */
export function name(code) {
  if (Object.hasOwn(TITLES, code)) return TITLES[code];
  const words = code.replaceAll(/[_.]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A slot's value as a person would write it; a dash for nothing.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function fact(value) {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map(fact).join(", ") || "–";
  if (typeof value === "object") {
    return Object.entries(value).map(([key, each]) => `${name(key)}: ${fact(each)}`).join("; ");
  }
  const text = String(value);
  if (CODE.test(text)) return name(text);
  return ISO_DAY.test(text) && !Number.isNaN(Date.parse(text)) ? date(text) : text;
}

/**
 * Facts that say something, by readable name.
 *
 * @param {Record<string, unknown>} facts
 * @returns {[string, string][]}
 */
export function facts(facts) {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== "")
    .map(([slot, value]) => [name(slot), fact(value)]);
}
