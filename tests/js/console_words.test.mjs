import assert from "node:assert/strict";
import { test } from "node:test";

import { age, money, secondsUntil } from "../../handoff/web/console/format.js";
import { pieces } from "../../handoff/web/console/links.js";
import { fact, facts, name, reason } from "../../handoff/web/console/words.js";

const NOW = Date.parse("2026-01-05T12:00:00Z");

for (const [then, said] of [
  ["2026-01-05T12:00:30Z", "0 s"],
  ["2026-01-05T11:59:15Z", "45 s"],
  ["2026-01-05T11:53:00Z", "7 min"],
  ["2026-01-05T10:00:00Z", "2 h"],
  ["2026-01-05T09:55:00Z", "2 h 5 min"],
  ["2026-01-02T11:00:00Z", "3 d"],
]) {
  test(`the age of ${then} is ${said}`, () => assert.equal(age(then, NOW), said));
}

test("a countdown ends at zero", () => {
  assert.equal(secondsUntil("2026-01-05T12:00:38.500Z", NOW), 38);
  assert.equal(secondsUntil("2026-01-05T11:00:00Z", NOW), 0);
});

test("amounts are cents of their currency", () => {
  assert.equal(money(64900, "EUR"), "€649.00");
});

test("a code without words of its own is still readable", () => {
  assert.equal(reason("customer_asked"), "Asked for a person");
  assert.equal(reason("new_reason"), "New reason");
  assert.equal(name("order_number"), "Order number");
});

for (const [value, said] of [
  [true, "Yes"],
  [null, "–"],
  [["a", false], "a, No"],
  [{ first_scan: "Kassel" }, "First scan: Kassel"],
  ["2026-01-05", "5 Jan 2026"],
  ["2026-13-45", "2026-13-45"],
  ["carrier_loss", "Carrier loss"],
  ["lost", "lost"],
  [0, "0"],
]) {
  test(`a fact ${JSON.stringify(value)} reads ${said}`, () => assert.equal(fact(value), said));
}

test("facts that say nothing are left out, and no and zero say something", () => {
  const shown = facts({ days_late: 0, opened: false, voucher: null, note: "" });
  assert.deepEqual(shown, [["Days late", "0"], ["Opened", "No"]]);
});

test("addresses become links without the stop behind them, and other schemes do not", () => {
  assert.deepEqual(pieces("See https://example.com/a?b=1. Or javascript:alert(1)"), [
    { text: "See " },
    { text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" },
    { text: ". Or javascript:alert(1)" },
  ]);
  assert.deepEqual(pieces(""), []);
});
