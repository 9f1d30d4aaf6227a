/** What the form of an incident says, and how one is shown. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, fieldTime, scope } from "../../handoff/web/console/incidents.js";

/** @param {Record<string, string>} fields */
function form(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const EMPTY = { topics: [], carrier: null, country: null, postcodes: [], product: null, payment: null };

test("what is left empty is left out, and lists are taken apart", () => {
  const draft = draftOf(form({
    title: " Late ", told: "It is late.", cause: "carrier_delay", starts_at: "2026-03-02T09:00",
    ends_at: "", carrier: "Northway", country: "de", postcodes: "20, 22;23", topics: "",
  }));
  assert.equal(draft.title, "Late");
  assert.equal(draft.starts_at, new Date("2026-03-02T09:00").toISOString());
  assert.deepEqual(
    [draft.ends_at, draft.carrier, draft.country, draft.postcodes, draft.topics, draft.payment],
    [null, "Northway", "DE", ["20", "22", "23"], [], null],
  );
});

test("a time in a field is the agent's, and comes back as it was", () => {
  const iso = "2026-03-02T09:30:00.000Z";
  assert.equal(new Date(fieldTime(iso)).toISOString(), iso);
  assert.equal(fieldTime(null), "");
});

test("whom it concerns reads as a line", () => {
  const region = { ...EMPTY, carrier: "Northway", country: "DE", postcodes: ["20", "22"] };
  assert.equal(scope(region), "Northway · DE postcodes 20, 22…");
  assert.equal(scope({ ...EMPTY, topics: ["website_problem"] }), "only for website problem");
});
