/**
 * Known incidents: read from the desk, and edited there; the bot tells customers of them.
 *
 * @import {Incident, IncidentCause, IncidentDraft} from "./types.js"
 */

import { call } from "./account.js";

/** @returns {Promise<{incidents: Incident[], causes: IncidentCause[]}>} */
export const readIncidents = () => call("GET", "incidents");

/**
 * Add an incident, or change the one with that id.
 *
 * @param {string | null} id
 * @param {IncidentDraft} draft
 * @param {string} key  the same for each try of this change
 * @returns {Promise<Incident>}
 */
export const saveIncident = (id, draft, key) =>
  id
    ? call("PUT", `incidents/${encodeURIComponent(id)}`, draft, key)
    : call("POST", "incidents", draft, key);

/**
 * @param {string} id
 * @returns {Promise<Incident>}
 */
export const endIncident = (id) =>
  call("POST", `incidents/${encodeURIComponent(id)}/end`, {}, crypto.randomUUID());

/**
 * What a form says, as the desk takes it: empty fields are left out.
 *
 * @param {FormData} form
 * @returns {IncidentDraft}
 */
export function draftOf(form) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? "").trim();
  const ends = text("ends_at");
  return {
    title: text("title"),
    told: text("told"),
    cause: /** @type {IncidentDraft["cause"]} */ (text("cause")),
    starts_at: new Date(text("starts_at")).toISOString(),
    ends_at: ends ? new Date(ends).toISOString() : null,
    topics: listed(text("topics")),
    carrier: text("carrier") || null,
    country: text("country").toUpperCase() || null,
    postcodes: listed(text("postcodes")),
    product: text("product") || null,
    payment: text("payment") || null,
  };
}

/**
 * Whom it concerns, in a line.
 *
 * @param {Incident} incident
 */
export function scope({ carrier, country, postcodes, product, payment, topics }) {
  const region = postcodes.length ? `${country ?? ""} postcodes ${postcodes.join(", ")}…` : "";
  const about = topics.length ? `only for ${topics.join(", ").replaceAll("_", " ")}` : "";
  return [carrier, region.trim(), product, payment, about].filter(Boolean).join(" · ");
}

/**
 * A time as a field for date and time wants it: where the agent is, to the minute.
 *
 * @param {string | null} iso
 */
export function fieldTime(iso) {
  if (!iso) return "";
  const time = new Date(iso);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {string} text */
function listed(text) {
  return text.split(/[,;\n]+/).map((each) => each.trim()).filter(Boolean);
}
