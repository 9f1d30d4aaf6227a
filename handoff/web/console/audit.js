/**
 * The audit log, as admins read it.
 *
 * @import {AuditEntry} from "./types.js"
 */

import { call } from "./account.js";
import { name } from "./words.js";
import { zone } from "./zone.js";

/** @type {Record<string, string>} */
const ACTS = {
  "account.change": "Changed an account",
  "account.disable": "Disabled an account",
  "account.enable": "Enabled an account",
  "account.invite": "Invited somebody",
  "account.link": "Made a link to an account",
  "audit.export": "Downloaded the audit log",
  "audit.read": "Read the audit log",
  "block.add": "Blocked somebody",
  "block.lift": "Lifted a block",
  "blocks.read": "Looked at who is blocked",
  "conversations.read": "Listed conversations",
  "file.add": "Added a file",
  "file.read": "Opened a file",
  "handoffs.read": "Listed handoffs",
  "incident.add": "Added an incident",
  "incident.change": "Changed an incident",
  "incident.end": "Ended an incident",
  "label.add": "Added a label",
  "label.change": "Changed a label",
  "skill.add": "Added a skill",
  "skill.remove": "Removed a skill",
  "label.remove": "Removed a label",
  "privacy.erase": "Erased a customer",
  "privacy.export": "Exported a customer's data",
  "privacy.find": "Looked what is kept of a customer",
  "privacy.read": "Opened the privacy page",
  "report.export": "Downloaded a report",
  "report.read": "Read reports",
  "reply.add": "Added a canned reply",
  "reply.change": "Changed a canned reply",
  "reply.remove": "Removed a canned reply",
  accept: "Accepted a case",
  ask_bot: "Let the bot ask",
  contact: "Read the customer's card",
  decline: "Declined a case",
  dismiss: "Read a notice",
  floor: "Looked at the live floor",
  label: "Changed a conversation's labels",
  login: "Logged in",
  logout: "Logged out",
  note: "Wrote an internal note",
  open: "Opened a conversation",
  password: "Chose a password",
  presence: "Changed presence",
  prioritise: "Changed a priority",
  queue: "Read on in the queue",
  reassign: "Moved a case",
  resolve: "Resolved a conversation",
  resume: "Let a channel go on",
  search: "Searched",
  send: "Wrote to the customer",
  send_again: "Sent a message again",
  snapshot: "Opened the console",
  sync: "Came back to the console",
  take_over: "Took a conversation over",
  transfer: "Passed a case on",
};

/** @param {string} code */
export const act = (code) => ACTS[code] ?? name(code);

/**
 * @param {URLSearchParams} wanted
 * @param {number | null} before  the `next` of the page before
 * @returns {Promise<{entries: AuditEntry[], next: number | null, acts: string[]}>}
 */
export function readAudit(wanted, before) {
  const query = asked(wanted);
  if (before) query.set("before", String(before));
  return call("GET", `audit?${query}`);
}

/** @param {URLSearchParams} wanted */
export const csvOf = (wanted) => `/api/console/audit.csv?${asked(wanted)}`;

/** @param {URLSearchParams} wanted */
const asked = (wanted) => new URLSearchParams([...wanted, ["timezone", zone()]]);

/**
 * What a form says; fields that are empty say nothing.
 *
 * @param {FormData} form
 */
export function wantedOf(form) {
  const given = [...form].filter(([, value]) => String(value).trim());
  return new URLSearchParams(given.map(([key, value]) => [key, String(value).trim()]));
}
