/** Times, ages and amounts as people read them. Pure: the present is always an argument. */

const LOCALE = "en-GB";
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NUMBER = new Intl.NumberFormat(LOCALE);
const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const DAY_MONTH = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const FULL_DATE = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const MONTH_YEAR = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat(LOCALE, {
  weekday: "long",
  day: "numeric",
  month: "long",
});

/**
 * How long ago: `45 s`, `7 min`, `2 h 5 min`, `3 d`.
 *
 * @param {string} iso
 * @param {number} now  milliseconds since 1970
 */
export const age = (iso, now) => span(Math.max(0, now - Date.parse(iso)));

/**
 * A span of time in the one unit that matters.
 *
 * @param {number} passed  milliseconds
 */
export function span(passed) {
  if (passed < MINUTE) return `${Math.floor(passed / SECOND)} s`;
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  if (passed >= DAY) return `${Math.floor(passed / DAY)} d`;
  const minutes = Math.floor((passed % HOUR) / MINUTE);
  const hours = `${Math.floor(passed / HOUR)} h`;
  return minutes ? `${hours} ${minutes} min` : hours;
}

/**
 * Whole seconds until then, never below 0.
 *
 * @param {string} iso
 * @param {number} now
 */
export function secondsUntil(iso, now) {
  return Math.max(0, Math.floor((Date.parse(iso) - now) / SECOND));
}

/** @param {number} value */
export const number = (value) => NUMBER.format(value);

/** @param {string} iso */
export const clock = (iso) => CLOCK.format(new Date(iso));

/** @param {string} iso */
export const date = (iso) => FULL_DATE.format(new Date(iso));

/** @param {string} iso */
export const shortDate = (iso) => DAY_MONTH.format(new Date(iso));

/** @param {string} iso */
export const month = (iso) => MONTH_YEAR.format(new Date(iso));

/** @param {string} iso */
export const weekday = (iso) => WEEKDAY.format(new Date(iso));

/**
 * The clock for today, the day for anything older.
 *
 * @param {string} iso
 * @param {number} now
 */
export function when(iso, now) {
  return sameDay(iso, new Date(now).toISOString()) ? clock(iso) : shortDate(iso);
}

/**
 * Whether both are on one day where the agent is.
 *
 * @param {string} a
 * @param {string} b
 */
export function sameDay(a, b) {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/**
 * @param {number} cents
 * @param {string} currency
 */
export function money(cents, currency) {
  return new Intl.NumberFormat(LOCALE, { style: "currency", currency }).format(cents / 100);
}
