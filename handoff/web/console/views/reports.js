/**
 * Reports: figures with their definitions, charts with the tables behind them, CSV of each.
 *
 * @import {Cell, Figure, Report, ReportTable} from "../types.js"
 * @import {Days} from "../reports.js"
 * @import {Series} from "./chart.js"
 */

import { useEffect, useMemo, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { said } from "../errors.js";
import { date } from "../format.js";
import { download } from "../own_account.js";
import { SPANS, csvOf, lastDays, readReport, shown, trend } from "../reports.js";
import { Chart } from "./chart.js";

const GROUPS = /** @type {const} */ ([["bot", "The bot"], ["people", "People"]]);

/**
 * Which columns of a table make which chart.
 *
 * @type {Record<string, {title: string, columns: string[]}[]>}
 */
const CHARTS = {
  bot_days: [{ title: "Conversations", columns: ["count_contained", "count_handed_over"] }],
  people_days: [
    { title: "Cases", columns: ["count_came", "count_resolved", "count_abandoned"] },
    { title: "First answer", columns: ["seconds"] },
  ],
};
const COLOURS = ["--accent", "--warm-line", "--bad"];
const DASHES = [undefined, [8, 4], [2, 3]];

export function Reports() {
  const [days, setDays] = useState(() => lastDays(28, Date.now()));
  const [report, setReport] = useState(/** @type {Report | null} */ (null));
  const [error, setError] = useState("");

  useEffect(() => {
    let wanted = true;
    readReport(days)
      .then((read) => {
        if (!wanted) return;
        setReport(read);
        setError(read.without ?? "");
      })
      .catch((problem) => wanted && setError(said(problem)));
    return () => void (wanted = false);
  }, [days]);

  return html`
    <header class="wide-head">
      <h1>Reports</h1>
      <${Choice} days=${days} choose=${setDays} />
      <a class="button" href=${csvOf("figures", days)} onClick=${download}>Figures as CSV</a>
    </header>
    <p class="error wide-part" role="alert">${error}</p>
    <div class="reports" tabindex="0" role="region" aria-label="Figures and tables"
      aria-busy=${report === null}>
      ${report && html`<${Body} report=${report} />`}
    </div>
  `;
}

/** @param {{days: Days, choose: (days: Days) => void}} props */
function Choice({ days, choose }) {
  /** @param {Event} event */
  const change = (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const [since, until] = [String(form.get("since")), String(form.get("until"))];
    if (since && until && since <= until) choose({ since, until });
  };
  return html`
    <form class="period" aria-label="Period" onSubmit=${change} onChange=${change}>
      ${SPANS.map(([words, count]) => {
        const these = lastDays(count, Date.now());
        const chosen = these.since === days.since && these.until === days.until;
        return html`
          <button type="button" class="quiet" aria-pressed=${chosen} onClick=${() => choose(these)}>
            ${words}
          </button>
        `;
      })}
      <label>From <input name="since" type="date" value=${days.since} required /></label>
      <label>until <input name="until" type="date" value=${days.until} required /></label>
    </form>
  `;
}

/** @param {{report: Report}} props */
function Body({ report }) {
  const { since, until, before_since, before_until, timezone } = report;
  return html`
    <p class="muted">
      ${date(since)} – ${date(until)}, days in ${timezone.replaceAll("_", " ")}, compared with ${date(before_since)} –
      ${" "}${date(before_until)}.
    </p>
    ${GROUPS.map(([of, title]) => html`<${Group} key=${of} report=${report} of=${of} title=${title} />`)}
  `;
}

/** @param {{report: Report, of: "bot" | "people", title: string}} props */
function Group({ report, of, title }) {
  const figures = report.figures.filter((each) => each.of === of);
  const tables = report.tables.filter((each) => each.of === of);
  if (!figures.length) return null;
  return html`
    <section class="report-group" aria-label=${title}>
      <h2>${title}</h2>
      <ul class="figures" role="list">
        ${figures.map((figure) => html`<${FigureCard} key=${figure.name} figure=${figure} />`)}
      </ul>
      ${tables.map((table) => html`
        <${TablePart} key=${table.name} table=${table} days=${report} />
      `)}
    </section>
  `;
}

/** @param {{figure: Figure}} props */
function FigureCard({ figure }) {
  const { title, definition, unit, value, base, before } = figure;
  const change = trend(figure);
  return html`
    <li class="figure">
      <h3>${title}</h3>
      <p class="figure-value">${shown(value, unit)}</p>
      <p class="figure-before">
        ${unit !== "count" && `of ${shown(base, "count")} · `}
        ${before === null ? "nothing before" : `before ${shown(before, unit)}`}
        ${change && html` <span class=${`trend ${change}`}>${change}</span>`}
      </p>
      <p class="figure-definition">${definition}</p>
    </li>
  `;
}

/** @param {{table: ReportTable, days: Days}} props */
function TablePart({ table, days: { since, until } }) {
  const charts = CHARTS[table.name] ?? [];
  const rows = html`<${Rows} table=${table} />`;
  return html`
    <section class="report-table" aria-label=${table.title}>
      <div class="report-table-head">
        <h3>${table.title}</h3>
        <a href=${csvOf(table.name, { since, until })} onClick=${download}>
          CSV<span class="unseen"> of: ${table.title}</span>
        </a>
      </div>
      <p class="muted">${table.definition}</p>
      ${charts.map((chart) => html`<${Drawn} key=${chart.title} table=${table} chart=${chart} />`)}
      ${charts.length
        ? html`<details><summary>${table.title} as a table</summary>${rows}</details>`
        : rows}
    </section>
  `;
}

/** @param {{table: ReportTable, chart: {title: string, columns: string[]}}} props */
function Drawn({ table, chart }) {
  const [days, series] = useMemo(() => seriesOf(table, chart.columns), [table, chart]);
  const kind = chart.columns[0] === "seconds" ? "seconds" : "count";
  const write = (/** @type {number} */ value) => shown(value, kind);
  return html`
    <figure>
      <figcaption>${chart.title}</figcaption>
      <${Chart} days=${days} series=${series} shown=${write} />
    </figure>
  `;
}

/**
 * @param {ReportTable} table
 * @param {string[]} names  of columns
 * @returns {[string[], Series[]]}
 */
function seriesOf(table, names) {
  const series = names.map((name, place) => {
    const at = table.columns.findIndex((column) => column.name === name);
    return {
      title: table.columns[at].title,
      values: table.rows.map((row) => /** @type {number | null} */ (row[at])),
      colour: COLOURS[place],
      dash: DASHES[place],
    };
  });
  return [table.rows.map((row) => String(row[0])), series];
}

/** @param {{table: ReportTable}} props */
function Rows({ table }) {
  if (!table.rows.length) return html`<p class="empty">Nothing in this period.</p>`;
  return html`
    <table>
      <thead>
        <tr>${table.columns.map(({ name, title }) => html`<th key=${name} scope="col">${title}</th>`)}</tr>
      </thead>
      <tbody>${table.rows.map((row, place) => html`<${Row} key=${place} table=${table} row=${row} />`)}</tbody>
    </table>
  `;
}

/** @param {{table: ReportTable, row: Cell[]}} props */
function Row({ table, row }) {
  const [head, ...rest] = row.map((cell, place) => shown(cell, table.columns[place].kind));
  return html`
    <tr>
      <th scope="row">${head}</th>
      ${rest.map((cell, place) => html`<td key=${place}>${cell}</td>`)}
    </tr>
  `;
}
