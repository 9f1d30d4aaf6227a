/** The page of privacy: who is meant, what there is, what came of an erasure. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { placeOf } from "../../handoff/web/console/place.js";
import { byStore, daysWords, isOpen, stateWords, storeName, whoOf } from "../../handoff/web/console/privacy.js";

/** @param {Record<string, string>} fields */
const form = (fields) => {
  const made = new FormData();
  Object.entries(fields).forEach(([name, value]) => made.set(name, value));
  return made;
};

test("somebody is named by an id, or by a channel and an address there", () => {
  assert.deepEqual(whoOf(form({ by: "customer_id", named: " c-0002 " })), { customer_id: "c-0002" });
  assert.deepEqual(whoOf(form({ by: "conversation_id", named: "cv_1" })), { conversation_id: "cv_1" });
  const there = { channel: "whatsapp", address: "+49151" };
  assert.deepEqual(whoOf(form({ by: "whatsapp", named: "+49151" })), there);
});

test("what there is stands by store, and says where nobody could be asked", () => {
  const held = [
    { store: "desk", name: "messages", count: 2, by_hand: false },
    { store: "desk", name: "handoffs", count: 1, by_hand: false },
    { store: "files", name: "", count: 3, by_hand: false },
    { store: "records", name: "", count: null, by_hand: false },
    { store: "shop_2", name: "", count: null, by_hand: true },
  ];
  assert.deepEqual(byStore(held), [
    ["desk", ["messages: 2", "cases: 1"]],
    ["files", ["files: 3"]],
    ["records", ["did not answer; try again later"]],
    ["shop_2", ["has to be looked up in that system"]],
  ]);
  assert.equal(storeName("shop_2"), "The shop's system 2");
});

test("a receipt says what came of it, and days are words", () => {
  const receipt = { store: /** @type {const} */ ("bot"), state: /** @type {const} */ ("owed"), at: "", count: null };
  assert.match(stateWords(receipt), /still owed/);
  assert.ok(isOpen({ id: "er_1", asked_at: "", asked_by: "Ada", receipts: [receipt], done_at: null }));
  assert.deepEqual([0, 1, 30].map(daysWords), ["for ever", "1 day", "30 days"]);
});

test("the page has an address of its own", () => {
  assert.deepEqual(placeOf("#/privacy"), { view: "privacy", id: null, seq: null });
});
