/**
 * What goes wrong for many customers at once: the list, and a form to add or change one.
 *
 * @import {Desk} from "../desk.js"
 * @import {Incident, IncidentCause} from "../types.js"
 */

import { useEffect, useRef, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { said } from "../errors.js";
import { when } from "../format.js";
import {
  draftOf,
  endIncident,
  fieldTime,
  readIncidents,
  saveIncident,
  scope,
} from "../incidents.js";
import { Dialog } from "./dialog.js";
import { useSubmit } from "./submitting.js";

const NEW = "new";

/** @param {{desk: Desk}} props */
export function Incidents({ desk }) {
  const [known, setKnown] = useState(/** @type {Incident[] | null} */ (null));
  const [causes, setCauses] = useState(/** @type {IncidentCause[]} */ ([]));
  const [edited, setEdited] = useState(/** @type {string | null} */ (null));
  const [error, setError] = useState("");

  async function read() {
    try {
      const answer = await readIncidents();
      setKnown(answer.incidents);
      setCauses(answer.causes);
      setError("");
    } catch (problem) {
      setError(said(problem));
    }
  }
  useEffect(() => void read(), []);

  /** @param {Incident} incident */
  async function end(incident) {
    try {
      await endIncident(incident.id);
      await read();
    } catch (problem) {
      setError(said(problem));
    }
  }

  async function done() {
    setEdited(null);
    await read();
  }

  const incident = known?.find((each) => each.id === edited) ?? null;
  return html`
    <${Dialog} desk=${desk} title="Incidents">
      <p class="error" role="alert">${error}</p>
      ${edited
        ? html`<${Form} key=${edited} causes=${causes} incident=${incident} done=${done}
            cancel=${() => setEdited(null)} />`
        : html`<${List} desk=${desk} known=${known} edit=${setEdited} end=${end} />`}
    <//>
  `;
}

/**
 * @param {{desk: Desk, known: Incident[] | null, edit: (id: string) => void,
 *   end: (incident: Incident) => void}} props
 */
function List({ desk, known, edit, end }) {
  return html`
    <p class="muted">
      The bot tells customers whom one concerns, once and before it asks anything.
    </p>
    <ul class="incidents" role="list" aria-label="Known incidents" aria-busy=${known === null}>
      ${known?.map((incident) => html`
        <${Entry} key=${incident.id} desk=${desk} incident=${incident} edit=${edit} end=${end} />
      `)}
    </ul>
    ${known?.length === 0 && html`<p class="empty">Nothing is known to go wrong.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${() => (desk.dialog.value = null)}>Done</button>
      <button class="primary" onClick=${() => edit(NEW)}>Add an incident</button>
    </p>
  `;
}

/**
 * @param {{desk: Desk, incident: Incident, edit: (id: string) => void,
 *   end: (incident: Incident) => void}} props
 */
function Entry({ desk, incident, edit, end }) {
  const now = desk.now.value;
  const ahead = Date.parse(incident.starts_at) > now;
  const state = incident.going_on ? "Going on" : ahead ? "Ahead" : "Over";
  return html`
    <li class=${`incident ${incident.going_on ? "on" : "off"}`}>
      <p class="incident-line">
        <strong dir="auto">${incident.title}</strong>
        <span class=${`tag ${incident.going_on ? "strong" : ""}`}>${state}</span>
      </p>
      <p dir="auto">“${incident.told}”</p>
      <p class="muted">${scope(incident)}</p>
      <p class="incident-line">
        <span class="muted">
          since ${when(incident.starts_at, now)}${incident.ends_at
            ? ` until ${when(incident.ends_at, now)}`
            : ""} · edited by <bdi>${incident.edited_by}</bdi>, ${when(incident.edited_at, now)}
        </span>
        <span class="incident-buttons">
          <button class="quiet" aria-label=${`Change: ${incident.title}`}
            onClick=${() => edit(incident.id)}>Change</button>
          ${(incident.going_on || ahead) && html`
            <button class="quiet" aria-label=${`End: ${incident.title}`}
              onClick=${() => end(incident)}>End</button>
          `}
        </span>
      </p>
    </li>
  `;
}

/**
 * @param {{causes: IncidentCause[], incident: Incident | null, done: () => void,
 *   cancel: () => void}} props
 */
function Form({ causes, incident, done, cancel }) {
  const [cause, setCause] = useState(incident?.cause ?? causes[0]?.code ?? "");
  const tries = useRef(crypto.randomUUID());
  const title = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => title.current?.focus(), []);
  const usual = causes.find((each) => each.code === cause)?.topics ?? [];

  const { error, busy, submit } = useSubmit(async (form) => {
    try {
      await saveIncident(incident?.id ?? null, draftOf(form), tries.current);
      done();
    } catch (problem) {
      // What was refused was not done: the next try says something else.
      tries.current = crypto.randomUUID();
      throw problem;
    }
  });

  return html`
    <form class="incident-form" onSubmit=${submit}>
      <label>
        Title, for colleagues
        <input ref=${title} name="title" dir="auto" required maxlength="100"
          defaultValue=${incident?.title} />
      </label>
      <label>
        What customers are told, in one sentence
        <textarea name="told" dir="auto" rows="2" required maxlength="300" defaultValue=${incident?.told} />
      </label>
      <label>
        What it is
        <select name="cause" value=${cause}
          onChange=${(/** @type {Event} */ event) =>
            setCause(/** @type {typeof cause} */ (
              /** @type {HTMLSelectElement} */ (event.currentTarget).value))}>
          ${causes.map(({ code, title }) => html`<option value=${code}>${title}</option>`)}
        </select>
      </label>
      <fieldset class="incident-scope">
        <legend>Whom it concerns: all that you fill in must apply</legend>
        <label>
          Carrier
          <input name="carrier" dir="auto" maxlength="100" defaultValue=${incident?.carrier} />
        </label>
        <label>
          Way to pay
          <input name="payment" dir="auto" maxlength="100" defaultValue=${incident?.payment} />
        </label>
        <label>
          Postcodes that begin with
          <input name="postcodes" placeholder="20, 22"
            defaultValue=${incident?.postcodes.join(", ")} />
        </label>
        <label>
          in the country
          <input name="country" placeholder="DE" maxlength="2"
            defaultValue=${incident?.country} />
        </label>
        <label class="wide">
          Product, brand or SKU
          <input name="product" dir="auto" maxlength="100" defaultValue=${incident?.product} />
        </label>
        <label class="wide">
          Topics
          <input name="topics" dir="auto" defaultValue=${incident?.topics.join(", ")}
            placeholder=${usual.join(", ") || "name at least one"} required=${cause === "other"} />
        </label>
      </fieldset>
      <div class="incident-times">
        <label>
          From
          <input name="starts_at" type="datetime-local" required
            defaultValue=${fieldTime(incident?.starts_at ?? new Date().toISOString())} />
        </label>
        <label>
          Until, if known
          <input name="ends_at" type="datetime-local"
            defaultValue=${fieldTime(incident?.ends_at ?? null)} />
        </label>
      </div>
      <p class="error" role="alert">${error}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${cancel}>Back</button>
        <button class="primary" disabled=${busy}>${incident ? "Save" : "Let the bot know"}</button>
      </p>
    </form>
  `;
}
