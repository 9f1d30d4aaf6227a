/** How near the next service target is. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { levelOf, pressing, words } from "../../handoff/web/console/clocks.js";
import { clock } from "./console_records.mjs";

const at = (time) => Date.parse(`2026-01-05T${time}Z`);
const [answer, resolution] = clock().dues;

test("a target is calm, then near, then missed", () => {
  assert.equal(levelOf(answer, at("10:08:59")), "calm");
  assert.equal(levelOf(answer, at("10:09:00")), "near");
  assert.equal(levelOf(answer, at("10:10:00")), "missed");
});

test("what is missed presses before what is near, and of two the first", () => {
  assert.deepEqual(pressing(clock(), at("10:07:00")).due, answer);
  const late = { ...resolution, warn_at: "2026-01-05T09:00:00Z", at: "2026-01-05T10:00:00Z" };
  const found = pressing(clock({ dues: [answer, late] }), at("10:09:30"));
  assert.deepEqual(found, { due: late, level: "missed" });
  assert.equal(pressing(clock({ dues: [] }), at("10:07:00")), null);
  assert.equal(pressing(undefined, 0), null);
});

test("it says how much is left, or how late it is", () => {
  assert.equal(words(answer, at("10:08:00")), "Answer in 2 min");
  assert.equal(words({ ...answer, target: "first_answer" }, at("10:09:30")), "First answer in 30 s");
  assert.equal(words(resolution, at("12:05:00")), "Resolution 5 min late");
});
