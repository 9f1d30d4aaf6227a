/** Resolving that can be undone: the desk hears of it ten seconds later, once. */

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.localStorage = { getItem: () => null, setItem: () => {} };
globalThis.addEventListener = () => {};

const { Refused, Unreachable } = await import("../../handoff/web/console/errors.js");
const { Resolving, UNDO_FOR } = await import("../../handoff/web/console/resolving.js");

const ENDING = {
  conversation_id: "cv_1",
  epoch: 3,
  disposition: "solved",
  root_cause: "carrier_loss",
  note: "",
  name: "Anna",
};

function resolving(ask = async () => ({})) {
  const asked = [];
  const problems = [];
  const made = new Resolving(
    (name, data) => (asked.push([name, data]), ask()),
    (problem) => problems.push(problem),
  );
  return { made, asked, problems };
}

test("the desk hears of it when the time to undo is over, and once", async () => {
  const { made, asked } = resolving();
  made.begin(ENDING, 1_000);
  await made.tell(1_000 + UNDO_FOR - 1);
  assert.deepEqual([asked, made.has("cv_1")], [[], true]);
  await made.tell(1_000 + UNDO_FOR);
  await made.tell(1_000 + 2 * UNDO_FOR);
  const { name: _, ...told } = ENDING;
  assert.deepEqual(asked, [["resolve", told]]);
  assert.equal(made.has("cv_1"), false);
});

test("what is undone is never told", async () => {
  const { made, asked } = resolving();
  made.begin(ENDING, 0);
  made.undo("cv_1");
  await made.tell(UNDO_FOR);
  assert.deepEqual(asked, []);
});

test("what the desk did not hear is told again", async () => {
  const answers = [Promise.reject(new Unreachable()), Promise.resolve({})];
  const { made, asked } = resolving(() => answers.shift());
  made.begin(ENDING, 0);
  await made.tell(UNDO_FOR);
  await made.tell(UNDO_FOR + 1);
  await made.tell(UNDO_FOR + 2);
  assert.equal(asked.length, 2);
});

test("a refusal is said, unless somebody else has the conversation by now", async () => {
  for (const [code, problems] of [["conflict", ["Anna: No."]], ["not_owner", []]]) {
    const refuse = resolving(async () => {
      throw new Refused({ code, message: "No." });
    });
    refuse.made.begin(ENDING, 0);
    await refuse.made.tell(UNDO_FOR);
    assert.deepEqual(refuse.problems, problems, code);
    assert.equal(refuse.made.has("cv_1"), false);
  }
});
