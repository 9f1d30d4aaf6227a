/** The live floor, as changes leave it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { foldFloor } from "../../handoff/web/console/floor_fold.js";
import { pressure, watched } from "../../handoff/web/console/floor.js";
import { clock } from "./console_records.mjs";

const agent = (more = {}) => ({
  id: "ag_kim", name: "Kim", presence: "available", presence_since: "2026-01-05T09:00:00Z",
  skills: [], capacity: 4, ...more,
});
const held = (more = {}) => ({
  handoff_id: "ho_1", conversation_id: "co_1", agent_id: "ag_kim", customer_name: "Ada",
  channel: "webchat", skill: "orders", priority: "normal", reason: "policy",
  assigned_at: "2026-01-05T10:00:00Z", ...more,
});
const floor = (more = {}) => ({
  cursor: 5, numbers: { lines: [], with_bot: 2 }, agents: [agent()], cases: [], clocks: [], ...more,
});

test("a case comes, is told of by its clock, and leaves with it", () => {
  const came = foldFloor(floor(), { cursor: 6, case: held() });
  assert.deepEqual(came.cases, [held()]);
  const told = foldFloor(came, { cursor: 7, clock: clock() });
  assert.deepEqual(told.clocks, [clock()]);
  const left = foldFloor(told, { cursor: 8, left: "ho_1" });
  assert.deepEqual([left.cases, left.clocks, left.cursor], [[], [], 8]);
});

test("what the floor knows already changes nothing", () => {
  assert.deepEqual(foldFloor(floor(), { cursor: 5, case: held() }), floor());
});

test("numbers have no cursor and are always news", () => {
  const numbers = { lines: [], with_bot: 9 };
  assert.deepEqual(foldFloor(floor(), { cursor: null, numbers }), floor({ numbers }));
});

test("people stand in the order of their names, and go", () => {
  const bo = agent({ id: "ag_bo", name: "Bo" });
  const both = foldFloor(floor(), { cursor: 6, agent: bo });
  assert.deepEqual(both.agents.map((each) => each.name), ["Bo", "Kim"]);
  const away = foldFloor(both, { cursor: 7, agent: agent({ presence: "away" }) });
  assert.deepEqual(away.agents.map((each) => each.presence), ["available", "away"]);
  assert.deepEqual(foldFloor(away, { cursor: 8, gone: "ag_bo" }).agents.length, 1);
});

test("who has missed a target stands first, who is offline and has nothing last", () => {
  const people = [
    agent({ id: "a", name: "A", presence: "offline" }), agent({ id: "b", name: "B" }),
    agent({ id: "c", name: "C" }),
  ];
  const cases = [held({ agent_id: "c" }), held({ handoff_id: "ho_2", agent_id: "b" })];
  const there = watched(
    floor({ agents: people, cases, clocks: [clock()] }), Date.parse("2026-01-05T10:10:30Z"),
  );
  assert.deepEqual(there.map((each) => each.name), ["C", "B", "A"]);
  assert.deepEqual(pressure(there), { near: 0, missed: 1 });
});
