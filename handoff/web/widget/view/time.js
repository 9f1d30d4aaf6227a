import { html } from "../../html.js";
import { language, texts } from "../texts.js";

/** The time of day. @param {{time: string}} props */
export function Clock({ time }) {
  const at = new Date(time);
  const shown = at.toLocaleTimeString(language.value, { hour: "2-digit", minute: "2-digit" });
  return html`<time datetime=${time}>${shown}</time>`;
}

/** The day that the messages below are of. @param {{time: string}} props */
export const DayLine = ({ time }) =>
  html`<div class="day"><time datetime=${time.slice(0, 10)}>${dayName(new Date(time))}</time></div>`;

/** @param {Date} day */
function dayName(day) {
  const yesterday = new Date();
  if (day.toDateString() === yesterday.toDateString()) return texts.value.today;
  yesterday.setDate(yesterday.getDate() - 1);
  if (day.toDateString() === yesterday.toDateString()) return texts.value.yesterday;
  return day.toLocaleDateString(language.value, { weekday: "long", day: "numeric", month: "long" });
}
