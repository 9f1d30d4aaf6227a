import assert from "node:assert/strict";
import { test } from "node:test";

import { foldThread, isWhole, withEarlier } from "../../handoff/web/console/thread.js";
import { conversation, event, message } from "./console_records.mjs";

const thread = (...messages) => ({ conversation: conversation(), messages, handoff: null, past: [] });
const added = (more) => event("message.added", { conversation_id: "co_1", message: message(more) });
const updated = (more) => event("message.updated", { conversation_id: "co_1", seq: 5, ...more });

test("messages are in order of seq, whatever the order of their arrival", () => {
  const after = [added({ seq: 7 }), added({ seq: 6 })].reduce(foldThread, thread(message()));
  assert.deepEqual(after.messages.map((each) => each.seq), [5, 6, 7]);
});

test("the same message twice is there once", () => {
  assert.deepEqual(foldThread(thread(message()), added({})).messages, [message()]);
});

test("a delivery state goes forward and never back", () => {
  const steps = ["delivered", "sent", "read"].map((state) => updated({ state }));
  const seen = [];
  steps.reduce((before, step) => {
    const after = foldThread(before, step);
    seen.push(after.messages[0].state);
    return after;
  }, thread(message({ state: "queued" })));
  assert.deepEqual(seen, ["delivered", "delivered", "read"]);
});

test("a new custom payload replaces the old one and keeps the state", () => {
  const known = message({ state: "sent", custom: { answered: false } });
  const [after] = foldThread(thread(known), updated({ custom: { answered: true } })).messages;
  assert.deepEqual([after.custom, after.state], [{ answered: true }, "sent"]);
});

test("a change of owner reaches the conversation", () => {
  const resolved = conversation({ owner: "closed", agent_id: null, epoch: 4 });
  const after = foldThread(thread(), event("conversation.changed", { conversation: resolved }));
  assert.deepEqual(after.conversation, resolved);
});

test("events of other conversations and of the queue leave the thread as it is", () => {
  const before = thread(message());
  const elsewhere = [
    event("message.added", { conversation_id: "co_2", message: message({ seq: 9 }) }),
    event("message.updated", { conversation_id: "co_2", seq: 5, state: "read" }),
    event("conversation.changed", { conversation: conversation({ id: "co_2" }) }),
    event("agent.changed", { agent: {} }),
  ];
  for (const each of elsewhere) assert.equal(foldThread(before, each), before);
});

test("earlier messages come before, until the first of all", () => {
  const known = thread(message({ seq: 3 }));
  assert.ok(!isWhole(known));
  const whole = withEarlier(known, [message({ seq: 1 }), message({ seq: 2 })]);
  assert.deepEqual(whole.messages.map((each) => each.seq), [1, 2, 3]);
  assert.ok(isWhole(whole));
});
