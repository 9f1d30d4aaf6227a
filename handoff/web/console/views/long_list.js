/**
 * A list of any length: of its rows, which are all of one height, only those in sight are in the page.
 */

import { useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";

/** @typedef {{"aria-posinset": number, "aria-setsize": number}} Position */

/** Rows kept above and below those in sight, so that the keyboard always finds the next one. */
const SPARE = 12;
const LIKELY_HEIGHT = 64;

/**
 * `items` may be the beginning of `total` rows: `more` is called when those behind it come into sight. `row`
 * makes a list item, and must set `position` on it.
 *
 * @template T
 * @param {object} props
 * @param {string} props.label
 * @param {T[]} props.items
 * @param {number} props.total
 * @param {(item: T, position: Position) => any} props.row
 * @param {() => void} props.more
 */
export function LongList({ label, items, total, row, more }) {
  const { box, gap, from, to, height, look } = useRange(total);
  useEffect(() => {
    if (to > items.length && items.length < total) more();
  }, [to, items, total]);
  const behind = total - Math.min(to, items.length);
  return html`
    <ul aria-label=${label} role="list" ref=${box} onScroll=${look}>
      <li key="above" class="gap" aria-hidden="true" ref=${gap} style=${high(from * height)} />
      ${items.slice(from, to).map((item, index) =>
        row(item, { "aria-posinset": from + index + 1, "aria-setsize": total }))}
      <li key="below" class="gap" aria-hidden="true" style=${high(behind * height)} />
    </ul>
  `;
}

/** @param {number} pixels */
const high = (pixels) => ({ height: `${Math.max(0, pixels)}px` });

/**
 * Which rows are in sight, with some to spare, and how high one is.
 *
 * @param {number} total
 */
function useRange(total) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const gap = useRef(/** @type {HTMLElement | null} */ (null));
  const [height, setHeight] = useState(LIKELY_HEIGHT);
  const [{ from, to }, setRange] = useState({ from: 0, to: 2 * SPARE });
  const look = () => {
    if (!box.current || !gap.current) return;
    const { top, height: room } = box.current.getBoundingClientRect();
    const above = top - gap.current.getBoundingClientRect().top;
    // In steps, so that most scrolling changes nothing.
    const first = Math.max(0, Math.floor(above / height / SPARE) * SPARE - SPARE);
    const last = Math.max(2, Math.ceil((above + room) / height / SPARE) + 1) * SPARE;
    if (first !== from || last !== to) setRange({ from: first, to: last });
  };
  useLayoutEffect(() => {
    const measured = heightOf(gap.current);
    // Less is rounding, which another row would round differently.
    if (measured && Math.abs(measured - height) > 1) setHeight(measured);
    look();
  }, [total, from, to, height]);
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const sizes = new ResizeObserver(() => latest.current());
    if (box.current) sizes.observe(box.current);
    return () => sizes.disconnect();
  }, []);
  return { box, gap, from, to, height, look };
}

/**
 * From one row to the next, in pixels.
 *
 * @param {HTMLElement | null} gap  stands before the rows
 */
function heightOf(gap) {
  const first = gap?.nextElementSibling;
  const second = first?.nextElementSibling;
  if (!first || !second || second.matches(".gap")) return 0;
  return second.getBoundingClientRect().top - first.getBoundingClientRect().top;
}
