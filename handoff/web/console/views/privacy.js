/**
 * What is kept of customers, for admins: one of them found, exported and erased; what was erased
 * before, and how long everything is kept.
 *
 * @import {Erasure, FoundCustomer, KeptFor, WhoForm} from "../types.js"
 * @import {Desk} from "../desk.js"
 */

import { useEffect, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { clock, date } from "../format.js";
import * as privacy from "../privacy.js";
import { Dialog } from "./dialog.js";
import { useKnown } from "./known.js";
import { useSubmit } from "./submitting.js";

/** So often it is asked what has been done of what is owed. */
const LOOK_MS = 3_000;

/** @typedef {{who: WhoForm, customer: FoundCustomer}} Chosen */

/** @param {{desk: Desk}} props */
export function Privacy({ desk }) {
  const { known, error, tried } = useKnown(privacy.readPrivacy);
  const [chosen, setChosen] = useState(/** @type {Chosen | null} */ (null));
  const [erased, setErased] = useState(/** @type {string | null} */ (null));
  const isOwed = known?.erasures.some(privacy.isOpen) ?? false;
  useEffect(() => {
    if (!isOwed) return undefined;
    const looking = setInterval(() => void tried(async () => {}), LOOK_MS);
    return () => clearInterval(looking);
  }, [isOwed]);

  /** @param {Erasure} erasure */
  function done(erasure) {
    desk.dialog.value = null;
    setChosen(null);
    setErased(erasure.id);
    void tried(async () => {});
  }

  return html`
    <header class="wide-head"><h1>Privacy</h1></header>
    <div class="privacy" tabindex="0" role="region" aria-label="Privacy">
      <p class="error" role="alert">${error}</p>
      <${Find} key=${erased} desk=${desk} found=${setChosen} />
      ${chosen && html`<${Customer} desk=${desk} chosen=${chosen} done=${done} />`}
      <${Erasures} erasures=${known?.erasures ?? null} last=${erased} />
      <${Retention} kept=${known?.retention ?? []} />
    </div>
  `;
}

/** @param {{desk: Desk, found: (chosen: Chosen | null) => void}} props */
function Find({ desk, found }) {
  const channels = desk.snapshot.value?.channels ?? [];
  const { error, busy, submit } = useSubmit(async (form) => {
    const who = privacy.whoOf(form);
    found(null);
    found({ who, customer: await privacy.findCustomer(who) });
  });
  return html`
    <section aria-labelledby="privacy-find">
      <h2 id="privacy-find">Find a customer</h2>
      <p class="muted">See what is kept of them, hand it out, or erase it.</p>
      <form class="filters" onSubmit=${submit}>
        <label>By
          <select name="by">
            ${Object.entries(privacy.BY).map(([by, words]) => html`<option value=${by}>${words}</option>`)}
            ${channels.map(({ name, label }) => html`<option value=${name}>${label}: number or address</option>`)}
          </select>
        </label>
        <label>Named
          <input name="named" dir="auto" required maxlength="200" autocomplete="off" placeholder="c-0002" />
        </label>
        <button class="primary" disabled=${busy}>Find</button>
      </form>
      <p class="error" role="alert">${error}</p>
    </section>
  `;
}

/** @param {{desk: Desk, chosen: Chosen, done: (erasure: Erasure) => void}} props */
function Customer({ desk, chosen: { who, customer }, done }) {
  const [told, setTold] = useState("");
  const { error, busy, run } = useSubmit(async () => {
    const missing = await privacy.exportCustomer(who);
    setTold(missing
      ? "Downloaded, but not all stores could be asked: the file says which."
      : "Downloaded. Take care of it: it is all that is kept of them.");
  });
  return html`
    <section class="privacy-found" aria-label="Found">
      <h2>${customer.names.join(", ") || "Somebody without a name"}</h2>
      <p class="muted">
        ${[...customer.customer_ids, ...customer.places.map((place) =>
          `${channelOf(desk.snapshot.value, place.channel).label}: ${place.address}`)].join(" · ")}
      </p>
      ${customer.held.length === 0
        ? html`<p class="empty">Nothing is kept of them.</p>`
        : html`<${Held} customer=${customer} />
          <p class="privacy-acts">
            <button disabled=${busy} onClick=${() => run(new FormData())}>
              ${busy ? "Putting it together …" : "Export everything"}
            </button>
            <button class="danger" onClick=${() => (desk.dialog.value = "erase")}>Erase …</button>
          </p>`}
      <p role="status">${told}</p>
      <p class="error" role="alert">${error}</p>
      ${desk.dialog.value === "erase" && html`
        <${Erase} desk=${desk} who=${who} customer=${customer} done=${done} />
      `}
    </section>
  `;
}

/** @param {{customer: FoundCustomer}} props */
function Held({ customer: { held } }) {
  return html`
    <table>
      <thead><tr><th>Where</th><th>What there is</th></tr></thead>
      <tbody>
        ${privacy.byStore(held).map(([store, words]) => html`
          <tr key=${store}><th scope="row">${privacy.storeName(store)}</th><td>${words.join(", ")}</td></tr>
        `)}
      </tbody>
    </table>
  `;
}

/** @param {{desk: Desk, who: WhoForm, customer: FoundCustomer, done: (erasure: Erasure) => void}} props */
function Erase({ desk, who, customer, done }) {
  const { error, busy, submit } = useSubmit(async (form) => {
    done(await privacy.eraseCustomer(who, String(form.get("confirm"))));
  });
  return html`
    <${Dialog} desk=${desk} title="Erase this customer">
      <form onSubmit=${submit}>
        <p>
          All words, names, addresses and files of${" "}
          <strong>${customer.names[0] ?? "this customer"}</strong> are erased everywhere, and conversations under way end. What the law has a shop keep, such
          as invoices, stays. <strong>This cannot be undone.</strong>
        </p>
        <label>
          <span>Type <strong class="privacy-key">${customer.key}</strong> to go on</span>
          <input name="confirm" dir="auto" required autocomplete="off" autofocus />
        </label>
        <p class="error" role="alert">${error}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
          <button class="danger" disabled=${busy}>${busy ? "Erasing …" : "Erase for good"}</button>
        </p>
      </form>
    <//>
  `;
}

/** @param {{erasures: Erasure[] | null, last: string | null}} props */
function Erasures({ erasures, last }) {
  return html`
    <section aria-labelledby="privacy-erased">
      <h2 id="privacy-erased">Erased</h2>
      ${erasures?.length === 0 && html`<p class="empty">Nobody was erased yet.</p>`}
      ${erasures?.map((erasure) => html`
        <${Erased} key=${erasure.id} erasure=${erasure} isOpen=${erasure.id === last} />
      `)}
    </section>
  `;
}

/** @param {{erasure: Erasure, isOpen: boolean}} props */
function Erased({ erasure, isOpen }) {
  const owed = erasure.receipts.filter(({ state }) => state === "owed");
  const byHand = erasure.receipts.some(({ state }) => state === "by_hand");
  return html`
    <details class="privacy-erasure" open=${isOpen}>
      <summary>
        <time datetime=${erasure.asked_at}>${date(erasure.asked_at)}, ${clock(erasure.asked_at)}</time>
        <span class="muted">by ${erasure.asked_by}</span>
        <span class=${owed.length || byHand ? "tag warm" : "tag"}>
          ${owed.length ? `owed by ${owed.length}` : byHand ? "to be finished by hand" : "done"}
        </span>
      </summary>
      <table>
        <thead><tr><th>Where</th><th>What came of it</th></tr></thead>
        <tbody>
          ${erasure.receipts.map((receipt) => html`
            <tr key=${receipt.store}>
              <th scope="row">${privacy.storeName(receipt.store)}</th>
              <td>${privacy.stateWords(receipt)}</td>
            </tr>
          `)}
        </tbody>
      </table>
      <p class="muted">Receipt ${erasure.id}</p>
    </details>
  `;
}

/** @param {{kept: KeptFor[]}} props */
function Retention({ kept }) {
  return html`
    <section aria-labelledby="privacy-kept">
      <h2 id="privacy-kept">How long it is kept</h2>
      <p class="muted">Who runs the desk sets this with RETENTION_DAYS.</p>
      <table>
        <thead><tr><th>What</th><th>Kept</th></tr></thead>
        <tbody>
          ${kept.map(({ kind, what, days }) => html`
            <tr key=${kind}><th scope="row">${what}</th><td>${privacy.daysWords(days)}</td></tr>
          `)}
        </tbody>
      </table>
    </section>
  `;
}
