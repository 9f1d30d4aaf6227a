import assert from "node:assert/strict";
import { test } from "node:test";

import { openingFor } from "../../handoff/web/console/opening.js";
import { conversation, message } from "./console_records.mjs";

const TAKEN = "2026-01-05T10:04:00Z";
const handoff = (code, facts = {}) => ({
  id: "ho_1",
  queued_at: TAKEN,
  assigned_at: TAKEN,
  packet: { reason: { code, text: "" }, facts },
});
const thread = (more) => ({ conversation: conversation(), messages: [], past: [], ...more });
const opening = (more) => openingFor(thread(more), "ag_kim", "Kim");

test("the first sentence greets by name, names the order, and asks for nothing", () => {
  const text = opening({ handoff: handoff("frustrated", { order_number: "10432" }) });
  assert.equal(
    text,
    "Hello Ada, this is Kim. I have read everything you wrote about order 10432, so you need " +
      "not repeat any of it. I am sorry for the trouble this has been.",
  );
});

test("somebody without a name or an order is greeted as well", () => {
  const text = opening({
    conversation: conversation({ customer_name: null }),
    handoff: handoff("customer_asked"),
  });
  assert.equal(
    text,
    "Hello, this is Kim. I have read everything you wrote, so you need not repeat any of it.",
  );
});

test("no reason makes it a question", () => {
  for (const code of ["policy", "value_limit", "action_failed", "diagnosis_rejected", "unheard_of"]) {
    assert.ok(!opening({ handoff: handoff(code) }).includes("?"), code);
  }
});

test("once the agent has spoken there is nothing to suggest; a note is no word to the customer", () => {
  const mine = { author: { kind: "agent", id: "ag_kim", name: "Kim" } };
  const note = message({ ...mine, kind: "note" });
  const before = message({ ...mine, time: "2026-01-05T09:00:00Z" });
  assert.ok(opening({ handoff: handoff("policy"), messages: [before, note] }));
  assert.equal(opening({ handoff: handoff("policy"), messages: [message(mine)] }), null);
});

test("what nobody handed over has no suggestion", () => {
  assert.equal(opening({ handoff: null }), null);
  assert.equal(opening({ handoff: { ...handoff("policy"), assigned_at: null } }), null);
});
