/** What a host page tells of itself is cut to what the desk takes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pageOf } from "../../handoff/web/widget/page.js";

const SHOP = { origin: "https://shop.example", pathname: "/cards", protocol: "https:" };

test("address and title are told, without the query", () => {
  assert.deepEqual(pageOf({ ...SHOP, search: "?token=1" }, "Cards"), {
    url: "https://shop.example/cards",
    title: "Cards",
  });
  assert.equal(pageOf({ ...SHOP, protocol: "file:", origin: "null" }, "").url, "");
});

test("a cart is told by what of it makes sense", () => {
  const cart = { value: "129.90", currency: "eur", items: ["Card", 7, "", "x".repeat(200)] };
  assert.deepEqual(pageOf(SHOP, "", { cart }).cart, {
    value: 129.9,
    currency: "EUR",
    items: ["Card", "7", "x".repeat(120)],
  });
  for (const wrong of [{ value: "a lot" }, { value: -1 }, { value: null, currency: "euros" }]) {
    assert.deepEqual(pageOf(SHOP, "", { cart: wrong }).cart, { items: [] });
  }
  assert.equal("cart" in pageOf(SHOP, "", { cart: "full" }), false);
  assert.equal("cart" in pageOf(SHOP, "", { cart: null }), false);
});

test("fields are plain, short and few", () => {
  const fields = { plan: "Pro", seats: 4, trial: false, deep: {}, none: null, "": "x" };
  assert.deepEqual(pageOf(SHOP, "", { fields }).fields, { plan: "Pro", seats: "4", trial: "false" });
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, "x".repeat(300)]));
  const told = pageOf(SHOP, "", { fields: many }).fields ?? {};
  assert.equal(Object.keys(told).length, 10);
  assert.equal(told.f0.length, 200);
});
