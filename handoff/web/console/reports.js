/**
 * Reports as the desk makes them, and how their values are written.
 *
 * @import {Cell, Figure, Kind, Report} from "./types.js"
 */

import { call } from "./account.js";
import { shortDate } from "./format.js";
import { name, reason } from "./words.js";
import { zone } from "./zone.js";

const LOCALE = "en-GB";
const DAY = 86_400_000;
const COUNT = new Intl.NumberFormat(LOCALE);
const SHARE = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const SCORE = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 2 });

/** @typedef {{since: string, until: string}} Days  both included, as `2026-03-02` */

/** @type {[string, number][]} */
export const SPANS = [["7 days", 7], ["28 days", 28], ["90 days", 90], ["365 days", 365]];

/**
 * So many days up to today, where the reader is.
 *
 * @param {number} count
 * @param {number} now  ms since 1970
 * @returns {Days}
 */
export function lastDays(count, now) {
  const today = new Date(now);
  const last = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  return { since: iso(last - (count - 1) * DAY), until: iso(last) };
}

/**
 * @param {Days} days
 * @returns {Promise<Report>}
 */
export const readReport = (days) => call("GET", `reports?${asked(days)}`);

/**
 * @param {string} table
 * @param {Days} days
 */
export const csvOf = (table, days) =>
  `/api/console/reports/${table}.csv?${asked(days)}`;

/** @param {Days} days */
const asked = ({ since, until }) => new URLSearchParams({ since, until, timezone: zone() });

/**
 * A value as people read it; a dash where there was nothing to count.
 *
 * @param {Cell} value
 * @param {Kind} kind
 */
export function shown(value, kind) {
  if (value === null) return kind === "topic" ? "No topic understood" : "–";
  if (kind === "day") return shortDate(`${value}T12:00:00`);
  if (kind === "reason") return reason(String(value));
  if (["topic", "skill", "cause"].includes(kind)) return name(String(value));
  if (kind === "text") return String(value);
  return measured(Number(value), kind);
}

/**
 * @param {number} value
 * @param {Kind} kind
 */
function measured(value, kind) {
  if (kind === "share") return SHARE.format(value);
  if (kind === "score") return SCORE.format(value);
  return kind === "seconds" ? spell(value) : COUNT.format(value);
}

/**
 * Two units, so that what differs looks different: `45 s`, `1 min 24 s`, `2 h 5 min`.
 *
 * @param {number} value  seconds
 */
function spell(value) {
  const whole = Math.round(value);
  const [hours, minutes, seconds] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = hours
    ? [`${COUNT.format(hours)} h`, minutes && `${minutes} min`]
    : [minutes && `${minutes} min`, (seconds || !minutes) && `${seconds} s`];
  return parts.filter(Boolean).join(" ");
}

/**
 * Whether a figure is better or worse than before; empty where neither can be said, or seen.
 *
 * @param {Figure} figure
 * @returns {"better" | "worse" | ""}
 */
export function trend({ value, before, better, unit }) {
  if (value === null || before === null || better === null) return "";
  if (shown(value, unit) === shown(before, unit)) return "";
  return (value > before) === (better === "more") ? "better" : "worse";
}

/** @param {number} time */
const iso = (time) => new Date(time).toISOString().slice(0, 10);
