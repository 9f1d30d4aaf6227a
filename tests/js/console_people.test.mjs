/** What rows say of people and moods, run by tests/unit/test_web_js.py. */

import assert from "node:assert/strict";
import test from "node:test";
import { inWords as broughtInWords } from "../../handoff/web/console/brought.js";
import { inWords as moodInWords, needsCare } from "../../handoff/web/console/moods.js";
import { hueOf, initials } from "../../handoff/web/console/people.js";
import { name } from "../../handoff/web/console/words.js";

test("initials are of the first and the last name, in any script", () => {
  assert.equal(initials("ada maria lovelace"), "AL");
  assert.equal(initials("Ömer"), "Ö");
  assert.equal(initials("  "), "?");
  assert.equal(initials(null), "?");
});

test("a hue stays a name's", () => {
  assert.equal(hueOf("Ada"), hueOf("Ada"));
  assert.ok(hueOf("Ada") >= 0 && hueOf("Ada") < 360);
});

test("no mood contradicts where it goes", () => {
  assert.equal(moodInWords({ now: -0.7, label: "upset", trend: "rising" }), "Upset");
  assert.equal(moodInWords({ now: -0.7, label: "upset", trend: "falling" }), "Upset, getting worse");
  assert.equal(moodInWords({ now: 0.7, label: "friendly", trend: "falling" }), "Friendly");
  assert.equal(moodInWords({ now: 0, label: "neutral", trend: "steady" }), "Calm");
  assert.ok(needsCare("tense") && needsCare("upset"));
  assert.ok(!needsCare("neutral") && !needsCare(null));
});

test("who had a case before is named, with note or answer", () => {
  const nothing = { note: null, question: null, answer: null };
  assert.deepEqual(broughtInWords({ ...nothing, by: "Kim", note: "Knows cards" }),
    { from: "Passed on by Kim", said: "Knows cards" });
  assert.deepEqual(broughtInWords({ ...nothing, by: "The bot", question: "Which one?", answer: "The red" }),
    { from: "The bot asked: Which one?", said: "The red" });
  assert.deepEqual(broughtInWords({ ...nothing, by: "Kim" }), { from: "Passed on by Kim", said: "" });
});

test("no raw name is shown", () => {
  assert.equal(name("nlu_fallback"), "Not understood");
  assert.equal(name("track_order"), "Track order");
});
