import assert from "node:assert/strict";
import { test } from "node:test";

import { endOf, isWhole, placed, withPage } from "../../handoff/web/console/queue.js";
import { item, snapshot } from "./console_records.mjs";

const at = (second, more = {}) =>
  item({ handoff_id: `ho_${second}`, counts_from: `2026-01-05T10:00:${second}Z`, ...more });
const ids = (queue) => queue.map((each) => each.handoff_id);
const head = (...more) => snapshot({ waiting: 9, queue: [at(10), at(20), ...more] });

test("what stands behind the known part of a long queue waits for its page", () => {
  assert.deepEqual(ids(placed(head(), at(30))), ["ho_10", "ho_20"]);
  assert.deepEqual(ids(placed(head(), at(15))), ["ho_10", "ho_15", "ho_20"]);
});

test("a queue that is known whole takes what comes behind it", () => {
  const whole = snapshot({ waiting: 2, queue: [at(10), at(20)] });
  assert.ok(isWhole(whole));
  assert.deepEqual(ids(placed(whole, at(30))), ["ho_10", "ho_20", "ho_30"]);
});

test("what is offered to this agent is there wherever it stands, and does not move the end", () => {
  const mine = at(50, { state: "offered", offered_to: "ag_kim" });
  const queue = placed(head(), mine);
  assert.deepEqual(ids(queue), ["ho_10", "ho_20", "ho_50"]);
  assert.equal(endOf(snapshot({ queue })), "ho_20");
  assert.deepEqual(ids(placed(head(mine), at(30))), ["ho_10", "ho_20", "ho_50"]);
});

test("a declined case far behind goes back to where it is not shown yet", () => {
  const mine = at(50, { state: "offered", offered_to: "ag_kim" });
  assert.deepEqual(ids(placed(head(mine), at(50))), ["ho_10", "ho_20"]);
});

test("an empty head asks for the queue from its beginning", () => {
  assert.equal(endOf(snapshot({ waiting: 3 })), null);
});

test("a page is put in its place, without what is there already", () => {
  const mine = at(25, { state: "offered", offered_to: "ag_kim" });
  const page = { queue: [at(22), at(25), at(30)], clocks: [{ handoff_id: "ho_22" }] };
  const { queue, clocks } = withPage(head(mine), page);
  assert.deepEqual(ids(queue), ["ho_10", "ho_20", "ho_22", "ho_25", "ho_30"]);
  assert.equal(queue[3], mine);
  assert.deepEqual(ids(clocks), ["ho_22"]);
});
