/** Searching from the page: what is asked, and what becomes of late answers. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Refused } from "../../handoff/web/console/errors.js";
import { Finder, wantedOf } from "../../handoff/web/console/finder.js";
import { zone } from "../../handoff/web/console/zone.js";

const hit = (id) => ({ id, conversation_id: "cv_1", seq: id, pieces: [] });

test("a form says what is set", () => {
  const form = [["text", " parcel "], ["mood", ""], ["rating", "2"], ["channel", "webchat"]];
  assert.deepEqual(wantedOf(form), { text: "parcel", rating: 2, channel: "webchat" });
});

test("pages follow each other, and the first hit is chosen", async () => {
  const asked = [];
  const finder = new Finder(async (name, data) => {
    asked.push([name, data]);
    return data.before ? { hits: [hit(1)], next: null } : { hits: [hit(3), hit(2)], next: 2 };
  });
  await finder.find({ text: "parcel" });
  assert.equal(finder.more, true);
  await finder.readOn();
  assert.deepEqual(finder.hits.value.map((each) => each.id), [3, 2, 1]);
  assert.equal(finder.more, false);
  assert.deepEqual(asked.at(-1), ["search", { text: "parcel", timezone: zone(), before: 2 }]);
});

test("an answer that comes late does not take the place of a newer one", async () => {
  const answers = {};
  const finder = new Finder((_, { text }) => new Promise((resolve) => (answers[text] = resolve)));
  const [first, second] = [finder.find({ text: "old" }), finder.find({ text: "new" })];
  answers.new({ hits: [hit(2)], next: null });
  await second;
  answers.old({ hits: [hit(1)], next: null });
  await first;
  assert.deepEqual(finder.hits.value.map((each) => each.id), [2]);
});

test("a refusal is shown, and an empty form asks for nothing", async () => {
  const finder = new Finder(async () => {
    throw new Refused({ code: "bad_request", message: "Write a word." });
  });
  await finder.find({ text: "!" });
  assert.equal(finder.error.value, "Write a word.");
  await finder.find({});
  assert.deepEqual([finder.hits.value, finder.error.value], [null, ""]);
});

test("choosing stays within what was found", async () => {
  const finder = new Finder(async () => ({ hits: [hit(2), hit(1)], next: null }));
  await finder.find({ text: "parcel" });
  for (const [step, place] of [[-1, 0], [1, 1], [1, 1], [-1, 0]]) {
    finder.choose(step);
    assert.equal(finder.chosen.value, place);
  }
});
