/**
 * Who saw what of customers and who changed what, for admins.
 *
 * @import {AuditEntry} from "../types.js"
 * @import {Desk} from "../desk.js"
 */

import { useEffect, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { act, csvOf, readAudit, wantedOf } from "../audit.js";
import { download } from "../own_account.js";
import { said } from "../errors.js";
import { clock, date } from "../format.js";
import { conversationAt } from "../place.js";
import { zoneName } from "../zone.js";

/** @param {{desk: Desk}} props */
export function Audit({ desk }) {
  const [wanted, setWanted] = useState(new URLSearchParams());
  const [entries, setEntries] = useState(/** @type {AuditEntry[] | null} */ (null));
  const [acts, setActs] = useState(/** @type {string[]} */ ([]));
  const [next, setNext] = useState(/** @type {number | null} */ (null));
  const [error, setError] = useState("");

  /** @param {number | null} before */
  async function read(before) {
    try {
      const page = await readAudit(wanted, before);
      setEntries(before ? [...(entries ?? []), ...page.entries] : page.entries);
      setActs(page.acts);
      setNext(page.next);
      setError("");
    } catch (problem) {
      setError(said(problem));
    }
  }
  useEffect(() => void read(null), [wanted]);

  return html`
    <header class="wide-head">
      <h1>Audit log</h1>
      <a class="button" href=${csvOf(wanted)} onClick=${download}>Download CSV</a>
    </header>
    <${Filter} desk=${desk} acts=${acts} want=${setWanted} />
    <p class="muted wide-part">Days and times in ${zoneName()}, in the CSV, too.</p>
    <p class="error wide-part" role="alert">${error}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Audit log">
      <table aria-busy=${entries === null}>
        <thead>
          <tr><th>When</th><th>Who</th><th>What</th><th>Conversation</th><th>About</th></tr>
        </thead>
        <tbody>${entries?.map((entry) => html`<${Row} key=${entry.id} entry=${entry} />`)}</tbody>
      </table>
      ${entries?.length === 0 && html`<p class="empty wide-part">Nothing that fits.</p>`}
      ${next && html`
        <p class="wide-part"><button onClick=${() => read(next)}>Older entries</button></p>
      `}
    </div>
  `;
}

/** @param {{desk: Desk, acts: string[], want: (wanted: URLSearchParams) => void}} props */
function Filter({ desk, acts, want }) {
  const agents = desk.snapshot.value?.agents ?? [];
  /** @param {Event} event */
  const change = (event) => {
    event.preventDefault();
    want(wantedOf(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget))));
  };
  return html`
    <form class="filters wide-part" aria-label="Filter" onSubmit=${change} onChange=${change}>
      <label>Who
        <select name="agent_id">
          <option value="">Everybody</option>
          ${agents.map(({ id, name }) => html`<option dir="auto" value=${id}>${name}</option>`)}
        </select>
      </label>
      <label>What
        <select name="act">
          <option value="">Everything</option>
          ${acts.map((code) => html`<option value=${code}>${act(code)}</option>`)}
        </select>
      </label>
      <label>Conversation<input name="conversation_id" maxlength="40" placeholder="cv_…" /></label>
      <label>From<input name="since" type="date" /></label>
      <label>Until<input name="until" type="date" /></label>
    </form>
  `;
}

/** @param {{entry: AuditEntry}} props */
function Row({ entry: { at, name, act: code, conversation_id, about, refused } }) {
  return html`
    <tr>
      <td class="time"><time datetime=${at}>${date(at)}, ${clock(at)}</time></td>
      <td><bdi>${name}</bdi></td>
      <td>${act(code)} ${refused && html`<span class="tag warm" dir="auto" title=${refused}>refused</span>`}</td>
      <td>
        ${conversation_id && html`
          <a href=${conversationAt(conversation_id)}>${conversation_id.slice(-8)}</a>
        `}
      </td>
      <td class="about" dir="auto">${about}</td>
    </tr>
  `;
}
