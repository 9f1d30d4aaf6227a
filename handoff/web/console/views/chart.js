/**
 * A line for each series over days. For eyes only: the table behind it says the same.
 *
 * @typedef {{title: string, values: (number | null)[], colour: string, dash?: number[]}} Series
 *   `colour` names a CSS variable
 */

import { useEffect, useRef } from "../../vendor/preact-hooks.js";
import { signal } from "../../vendor/signals.js";
import { html } from "../../html.js";
import { shortDate } from "../format.js";

const HEIGHT = 190;
const DAY = 86_400;
/** Steps of the axes: whole days, and whole numbers that are as good for minutes. */
const DAYS = [1, 2, 7, 14, 28, 56].map((count) => count * DAY);
const WHOLE = [
  1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 36_000, 86_400,
  172_800, 432_000, 1_000_000, 10_000_000,
];
const DARK = matchMedia("(prefers-color-scheme: dark)");
const dark = signal(DARK.matches);
DARK.addEventListener("change", () => (dark.value = DARK.matches));

/**
 * @param {{days: string[], series: Series[], shown: (value: number) => string}} props
 */
export function Chart({ days, series, shown }) {
  const frame = useRef(/** @type {HTMLDivElement | null} */ (null));
  const scheme = dark.value;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let ended = false;
    let end = () => {};
    // Only whoever reads reports pays for it.
    void import("../../vendor/uPlot.js").then(({ default: UPlot }) => {
      if (!ended) end = drawn(new UPlot(options(element, series, shown), data(days, series), element), element);
    });
    return () => {
      ended = true;
      end();
    };
  }, [days, series, scheme]);
  return html`<div class="chart" ref=${frame} aria-hidden="true"></div>`;
}

/** @param {number} time  s since 1970, the beginning of a day in UTC */
const dayOf = (time) => shortDate(`${new Date(time * 1_000).toISOString().slice(0, 10)}T12:00:00`);

/**
 * Keep a chart as wide as its frame; returns how to end it.
 *
 * @param {import("uplot")} chart
 * @param {HTMLElement} frame
 */
function drawn(chart, frame) {
  const fit = () => chart.setSize({ width: frame.clientWidth, height: HEIGHT });
  const watcher = new ResizeObserver(fit);
  watcher.observe(frame);
  return () => {
    watcher.disconnect();
    chart.destroy();
  };
}

/**
 * @param {string[]} days
 * @param {Series[]} series
 * @returns {import("uplot").AlignedData}
 */
function data(days, series) {
  return [days.map((day) => Date.parse(day) / 1_000), ...series.map((each) => each.values)];
}

/**
 * @param {HTMLElement} element
 * @param {Series[]} series
 * @param {(value: number) => string} shown
 * @returns {import("uplot").Options}
 */
function options(element, series, shown) {
  const style = getComputedStyle(element);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour("--muted"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1 },
    font: `12px ${style.fontFamily}`,
  };
  const said = (/** @type {number | null} */ value) => (value === null ? "–" : shown(value));
  return {
    width: element.clientWidth,
    height: HEIGHT,
    // Days are drawn where they are, wherever the reader is.
    tzDate: (time) => new Date((time + 60 * new Date(time * 1_000).getTimezoneOffset()) * 1_000),
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      { ...axis, incrs: DAYS, values: (_, ticks) => ticks.map(dayOf) },
      { ...axis, incrs: WHOLE, size: 64, values: (_, ticks) => ticks.map(said) },
    ],
    series: [
      { label: "Day", value: (_, time) => (time === null ? "–" : dayOf(time)) },
      ...series.map(({ title, colour: name, dash }) => ({
        label: title,
        stroke: colour(name),
        width: 2,
        dash,
        points: { size: 5 },
        value: (/** @type {any} */ _, /** @type {number | null} */ value) => said(value),
      })),
    ],
  };
}
