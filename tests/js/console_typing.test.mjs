/** Who is writing: what is told of customers, and what is told of the agent. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Handling } from "../../handoff/web/console/handling.js";
import { Typing } from "../../handoff/web/console/typing.js";

test("the desk hears of an agent who writes once in a while, not with each key", () => {
  const told = [];
  const typing = new Typing((id) => told.push(id));
  for (const id of ["cv_1", "cv_1", "cv_1"]) typing.typed(id);
  assert.deepEqual(told, ["cv_1"]);
});

test("a customer is typing until they have sent it", () => {
  const typing = new Typing(() => {});
  typing.heard("cv_1");
  assert.ok(typing.until.value.cv_1 > Date.now());
  typing.sent("cv_1");
  assert.equal(typing.until.value.cv_1, 0);
});

test("an offer that is taken is on the screen, and one that is lost is not", async () => {
  const shown = [];
  const screen = { select: (id) => shown.push(id), write: (kind) => shown.push(kind) };
  const offer = { id: "of_1", handoff_id: "ho_1", conversation_id: "cv_1", expires_at: "" };
  const taken = new Handling(async () => ({}), (act) => act(), screen);
  await taken.accept(offer);
  assert.deepEqual(shown, ["cv_1", "reply"]);
  const refuse = async () => {
    throw new Error("gone");
  };
  const lost = new Handling(refuse, (act) => act().catch(() => {}), screen);
  await lost.accept(offer);
  assert.deepEqual(shown, ["cv_1", "reply"]);
});
