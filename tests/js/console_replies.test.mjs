/** Canned replies: found by "/", filled in, and never sent half-filled. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, matching, slashed, unfilled } from "../../handoff/web/console/replies.js";

const reply = (title, text) => ({ id: title, title, text, edited_by: "Sam", edited_at: "" });

test("a slash at the beginning searches, anywhere else it is text", () => {
  assert.equal(slashed("/"), "");
  assert.equal(slashed("/late par"), "late par");
  for (const text of ["", "and/or", " /x", "/two\nlines"]) assert.equal(slashed(text), null, text);
});

test("replies with the words in their title come before those with them in the text", () => {
  const known = [reply("Bye", "your parcel"), reply("Late parcel", "Sorry"), reply("Hello", "Hi")];
  assert.deepEqual(matching(known, "PARCEL").map((each) => each.title), ["Late parcel", "Bye"]);
  assert.equal(matching(known, "").length, 3);
  assert.deepEqual(matching(known, "parcel nothing"), []);
});

test("what is known is filled in, and what is not stays to be written", () => {
  const text = "Dear {customer}, about {order}: {agent} {other}";
  const values = { agent: "Sam", customer: "Anna", order: null };
  assert.equal(filled(text, values), "Dear Anna, about {order}: Sam {other}");
  assert.equal(unfilled(filled(text, values)), "{order}");
  assert.equal(unfilled("all {other} said"), null);
});
