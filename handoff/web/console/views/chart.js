/**
 * A line for each series over days. For eyes only: the table behind it says the same.
 *
 * @typedef {{title: string, values: (number | null)[], colour: string, dash?: number[]}} Series
 *   `colour` names a CSS variable
 */

import { useEffect, useRef } from "../../vendor/preact-hooks.js";
import { signal } from "../../vendor/signals.js";
import { html } from "../../html.js";

const HEIGHT = 190;
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
    axes: [axis, { ...axis, size: 64, values: (_, ticks) => ticks.map(said) }],
    series: [
      { label: "Day", value: "{DD} {MMM}" },
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
