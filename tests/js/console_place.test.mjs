/** Where the console is, as its address says it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { beside, conversationAt, placeOf } from "../../handoff/web/console/place.js";

test("a conversation's address leads back to it, and to one message of it", () => {
  assert.deepEqual(placeOf(conversationAt("cv_1")), { view: "conversation", id: "cv_1", seq: null });
  assert.deepEqual(placeOf(conversationAt("cv_1", 7)), { view: "conversation", id: "cv_1", seq: 7 });
  assert.deepEqual(placeOf(conversationAt("a/b %")), { view: "conversation", id: "a/b %", seq: null });
});

test("pages and invitations have addresses of their own", () => {
  assert.equal(placeOf("#/accounts").view, "accounts");
  assert.equal(placeOf("#/audit").view, "audit");
  assert.equal(placeOf("#/floor").view, "floor");
  assert.equal(placeOf("#/reports").view, "reports");
  assert.deepEqual(placeOf("#/join/a.b.c"), { view: "join", id: "a.b.c", seq: null });
});

test("an address that names nothing is the empty desk", () => {
  for (const hash of ["", "#", "#/", "#/c", "#/c/", "#/join", "#/nonsense", "#cv_1"]) {
    assert.deepEqual(placeOf(hash), { view: "conversation", id: null, seq: null }, hash);
  }
});

test("what is no number of a message is left out", () => {
  for (const seq of ["0", "-1", "1e3", "x", ""]) {
    assert.equal(placeOf(`#/c/cv_1/${seq}`).seq, null, seq);
  }
  assert.equal(placeOf("#/c/%E0%A4%A/3").id, "%E0%A4%A");
});

test("the next one comes round again, and what is not there begins at an end", () => {
  assert.equal(beside(["a", "b"], "a", 1), "b");
  assert.equal(beside(["a", "b"], "b", 1), "a");
  assert.equal(beside(["a", "b"], "a", -1), "b");
  assert.equal(beside(["a", "b"], null, 1), "a");
  assert.equal(beside(["a", "b"], "gone", -1), "b");
  assert.equal(beside([], null, 1), null);
});
