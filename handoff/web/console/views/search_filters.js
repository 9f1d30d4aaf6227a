/**
 * What narrows a search down.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { MOODS } from "../moods.js";
import { REASONS, name } from "../words.js";
import { zoneName } from "../zone.js";

/** @typedef {[string | number, string][]} Choices */

/** @type {Choices} */
const MOOD_CHOICES = Object.entries(MOODS);
/** @type {Choices} */
const RATINGS = [5, 4, 3, 2, 1].map((score) => [score, "★".repeat(score)]);

/** @param {{desk: Desk, change: () => void}} props */
export function Filters({ desk, change }) {
  const { finder } = desk;
  const { text: _, ...set } = finder.wanted.value;
  const count = Object.keys(set).length;
  const agents = (desk.snapshot.value?.agents ?? []).map((each) => [each.id, each.name]);
  const labels = (desk.snapshot.value?.labels ?? []).map((each) => [each.id, each.name]);
  const channels = (desk.snapshot.value?.channels ?? []).map((each) => [each.name, each.label]);
  const topics = finder.topics.value.map((topic) => [topic, name(topic)]);
  return html`
    <details class="search-filters" open=${count > 0}>
      <summary>Filters${count ? ` (${count})` : ""}</summary>
      <div class="filters" onChange=${change}>
        <${Choice} desk=${desk} field="agent_id" title="Agent" choices=${agents} />
        <${Choice} desk=${desk} field="channel" title="Channel" choices=${channels} />
        <${Choice} desk=${desk} field="label" title="Label" choices=${labels} />
        <${Choice} desk=${desk} field="topic" title="Topic" choices=${topics} />
        <${Choice} desk=${desk} field="reason" title="Handed over because"
          choices=${Object.entries(REASONS)} />
        <${Choice} desk=${desk} field="mood" title="Mood" choices=${MOOD_CHOICES} />
        <${Choice} desk=${desk} field="rating" title="Rating" choices=${RATINGS} />
        <${Day} desk=${desk} field="since" title="From" />
        <${Day} desk=${desk} field="until" title="Until" />
        <p class="muted search-zone">Days in ${zoneName()}</p>
      </div>
    </details>
  `;
}

/** @param {{desk: Desk, field: string, title: string, choices: Choices}} props */
function Choice({ desk, field, title, choices }) {
  const chosen = desk.finder.wanted.value[field];
  return html`
    <label>${title}
      <select name=${field}>
        <option value="">Any</option>
        ${choices.map(([value, words]) => html`
          <option dir="auto" value=${value} selected=${value === chosen}>${words}</option>
        `)}
      </select>
    </label>
  `;
}

/** @param {{desk: Desk, field: string, title: string}} props */
function Day({ desk, field, title }) {
  const day = desk.finder.wanted.value[field];
  return html`<label>${title}<input name=${field} type="date" defaultValue=${day} /></label>`;
}
