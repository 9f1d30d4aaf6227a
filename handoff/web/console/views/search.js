/**
 * Finding messages, notes and customers by keyboard: write, go down, Enter.
 *
 * @import {Desk} from "../desk.js"
 * @import {Hit} from "../types.js"
 */

import { useEffect, useRef } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { wantedOf } from "../finder.js";
import { when } from "../format.js";
import { ChannelTag } from "./channel_tag.js";
import { Dialog } from "./dialog.js";
import { Filters } from "./search_filters.js";

const CALM_AFTER = 300;
/** @type {Record<string, 1 | -1>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** @param {{desk: Desk}} props */
export function Search({ desk }) {
  const { finder } = desk;
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const timer = useRef(0);
  const hits = finder.hits.value;
  useEffect(() => {
    finder.readTopics();
    form.current?.querySelector("input")?.select();
    return () => clearTimeout(timer.current);
  }, []);

  const find = () => {
    clearTimeout(timer.current);
    if (form.current) finder.find(wantedOf(new FormData(form.current)));
  };
  const onInput = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(find, CALM_AFTER);
  };
  /** @param {Hit} hit */
  const open = (hit) => {
    desk.dialog.value = null;
    desk.select(hit.conversation_id, hit.seq || null);
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const step = STEPS[event.key];
    if (!step || !(event.target instanceof HTMLInputElement) || event.target.name !== "text") return;
    event.preventDefault();
    finder.choose(step);
  };
  /** @param {SubmitEvent} event */
  const onSubmit = (event) => {
    event.preventDefault();
    const chosen = finder.hits.peek()?.[finder.chosen.peek()];
    const asked = JSON.stringify(wantedOf(new FormData(/** @type {any} */ (event.currentTarget))));
    if (chosen && asked === JSON.stringify(finder.wanted.peek())) open(chosen);
    else find();
  };

  return html`
    <${Dialog} desk=${desk} title="Find">
      <form class="search" ref=${form} onSubmit=${onSubmit} onKeyDown=${onKeyDown}>
        <input name="text" type="search" dir="auto" maxlength="200" autocomplete="off" spellcheck="false"
          role="combobox" aria-label="Find" aria-expanded=${!!hits?.length} aria-controls="hits"
          aria-activedescendant=${hits?.length ? `hit-${finder.chosen.value}` : undefined}
          placeholder="Words of a message or note, a name, an order number"
          defaultValue=${finder.wanted.value.text ?? ""} onInput=${onInput} />
        <${Filters} desk=${desk} change=${find} />
      </form>
      <p class="error" role="alert">${finder.error.value}</p>
      <p class="unseen" role="status">${hits && `${hits.length} found`}</p>
      <ul class="hits" id="hits" role="listbox" aria-label="Found">
        ${hits?.map((hit, place) => html`
          <${Line} key=${hit.id} desk=${desk} hit=${hit} place=${place} open=${open} />
        `)}
      </ul>
      ${hits?.length === 0 && !finder.error.value && html`<p class="empty">Nothing found.</p>`}
      <p class="dialog-buttons search-foot">
        <span class="muted"><kbd>↓</kbd> <kbd>↑</kbd> choose · <kbd>Enter</kbd> opens · ${" "}
          "two words" in this order</span>
        ${finder.more && html`<button onClick=${() => finder.readOn()}>More</button>`}
        <button onClick=${() => (desk.dialog.value = null)}>Close</button>
      </p>
    <//>
  `;
}

/** @param {{desk: Desk, hit: Hit, place: number, open: (hit: Hit) => void}} props */
function Line({ desk, hit, place, open }) {
  const chosen = desk.finder.chosen.value === place;
  const line = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return html`
    <li ref=${line} id=${`hit-${place}`} role="option" aria-selected=${chosen}
      class=${`hit ${chosen ? "chosen" : ""}`} onClick=${() => open(hit)}>
      <p class="hit-line">
        <strong dir="auto">${hit.customer_name ?? "Unknown customer"}</strong>
        <span class="muted" dir="auto">${speaker(hit)}</span>
        ${hit.kind === "note" && html`<span class="tag">Internal note</span>`}
        <${ChannelTag} desk=${desk} channel=${hit.channel} />
        <time class="end" datetime=${hit.at}>${when(hit.at, desk.now.value)}</time>
      </p>
      <p class="hit-text" dir="auto">
        ${!hit.pieces.length && html`<span class="muted">A web visitor whom nobody knows yet</span>`}
        ${hit.pieces.map((piece) => (piece.hit ? html`<mark dir="auto">${piece.text}</mark>` : piece.text))}
      </p>
    </li>
  `;
}

/** @param {Hit} hit */
function speaker({ seq, author_kind, author_name }) {
  if (!seq) return "customer";
  if (author_kind === "customer") return "wrote";
  return author_name ?? (author_kind === "system" ? "the desk" : "");
}
