/** When help is offered unasked: by the rules, and seldom. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { due, matches } from "../../handoff/web/widget/invitations.js";

const rule = (id, more = {}) => ({
  id, page: "*", seconds: 5, cart_value: null, error: false, bubble: "May I help?", opening: "Hello!", ...more,
});
const visit = (more = {}) => ({ path: "/", seconds: 60, cart: NaN, hasError: false, ...more });
const fresh = { shown: {}, dismissed: false };
const shown = (all, at = {}, memory = fresh, perDay = 1) =>
  due(all, perDay, visit(at), memory, "2026-1-5")?.id ?? null;

test("a pattern is a path with stars for anything", () => {
  assert.equal(matches("/checkout*", "/checkout/pay"), true);
  assert.equal(matches("/checkout", "/checkout/pay"), false);
  assert.equal(matches("*/cart", "/de/cart"), true);
  assert.equal(matches("/a.b+c", "/a.b+c"), true);
  assert.equal(matches("/a.b", "/axb"), false);
});

test("all that a rule asks for must hold", () => {
  const strict = rule("a", { page: "/pay", seconds: 30, cart_value: 100, error: true });
  const there = { path: "/pay", seconds: 30, cart: 100, hasError: true };
  assert.equal(shown([strict], there), "a");
  assert.equal(shown([strict], { ...there, path: "/" }), null);
  assert.equal(shown([strict], { ...there, seconds: 29 }), null);
  assert.equal(shown([strict], { ...there, cart: 99.99 }), null);
  assert.equal(shown([strict], { ...there, cart: NaN }), null);
  assert.equal(shown([strict], { ...there, hasError: false }), null);
});

test("the first that fits is shown, each once", () => {
  const all = [rule("a", { page: "/pay" }), rule("b"), rule("c")];
  assert.equal(shown(all), "b");
  assert.equal(shown(all, { path: "/pay" }), "a");
  assert.equal(shown(all, {}, { ...fresh, shown: { b: "2026-1-4" } }), "c");
  assert.equal(shown([rule("b")], {}, { ...fresh, shown: { b: "2025-1-1" } }), null);
});

test("a day has its limit, and a no is for good", () => {
  const today = { ...fresh, shown: { a: "2026-1-5" } };
  assert.equal(shown([rule("b")], {}, today), null);
  assert.equal(shown([rule("b")], {}, today, 2), "b");
  assert.equal(shown([rule("b")], {}, { ...fresh, dismissed: true }, 9), null);
});
