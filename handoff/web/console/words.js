/** Readable words for codes and slots. Pure. */

import { date } from "./format.js";

/** @type {Record<string, string>} */
const REASONS = {
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
};

/** @type {Record<string, string>} */
const PROOFS = {
  site_token: "signed in on the shop's site",
  whatsapp_number: "WhatsApp number known to the CRM",
  order_challenge: "order number and postcode",
};

/** @type {Record<string, string>} */
const LEVELS = {
  anonymous: "Not identified",
  claimed: "Says so, not verified",
  verified: "Verified",
};

/** @type {Record<string, string>} */
const CHANNELS = { webchat: "Web chat", whatsapp: "WhatsApp", messenger: "Messenger" };

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(T.*)?$/;

/** @param {string} code */
export const reason = (code) => REASONS[code] ?? name(code);

/** @param {string | null} how */
export const proof = (how) => (how === null ? null : (PROOFS[how] ?? name(how).toLowerCase()));

/** @param {string} level */
export const level = (level) => LEVELS[level] ?? name(level);

/** @param {string} channel */
export const channel = (channel) => CHANNELS[channel] ?? name(channel);

/**
 * `order_number` → `Order number`.
 *
 * @param {string} code
 */
export function name(code) {
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
