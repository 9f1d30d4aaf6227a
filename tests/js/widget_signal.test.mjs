/** Values that tell when they change. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { effect, signal } from "../../handoff/web/widget/signal.js";

test("what has read a value runs again when it is another one, and only then", () => {
  const count = signal(1);
  const other = signal(1);
  /** @type {number[]} */
  const seen = [];
  effect(() => void seen.push(count.value));
  count.value = 2;
  count.value = 2;
  other.value = 2;
  assert.deepEqual(seen, [1, 2]);
});

test("a value that is read later on is followed from then on", () => {
  const isOpen = signal(false);
  const text = signal("a");
  /** @type {(string | null)[]} */
  const seen = [];
  effect(() => void seen.push(isOpen.value ? text.value : null));
  text.value = "b";
  isOpen.value = true;
  text.value = "c";
  assert.deepEqual(seen, [null, "b", "c"]);
});

test("a change from within runs it once more, not inside of itself", () => {
  const count = signal(0);
  /** @type {string[]} */
  const steps = [];
  effect(() => {
    steps.push(`begins ${count.value}`);
    if (count.value < 2) count.value += 1;
    steps.push("ends");
  });
  assert.deepEqual(steps, ["begins 0", "ends", "begins 1", "ends", "begins 2", "ends"]);
});

test("one effect that sets off another follows its own values still", () => {
  const first = signal(0);
  const second = signal(0);
  /** @type {string[]} */
  const steps = [];
  effect(() => void steps.push(`second ${second.value}`));
  effect(() => {
    second.value = first.value;
    steps.push(`first ${first.value}`);
  });
  first.value = 1;
  second.value = 5;
  assert.deepEqual(steps, ["second 0", "first 0", "second 1", "first 1", "second 5"]);
});

test("what fails once runs again with the next change", () => {
  const count = signal(0);
  /** @type {number[]} */
  const seen = [];
  effect(() => {
    if (count.value === 1) throw new Error("one");
    seen.push(count.value);
  });
  assert.throws(() => (count.value = 1), /one/);
  count.value = 2;
  assert.deepEqual(seen, [0, 2]);
});
