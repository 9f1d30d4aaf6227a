import assert from "node:assert/strict";
import { test } from "node:test";

import { FoldError, fold } from "../../handoff/web/console/fold.js";
import { conversation, event, item, message, offer, snapshot } from "./console_records.mjs";

const ids = (list, name = "id") => list.map((each) => each[name]);

test("an event moves the cursor and leaves the old snapshot as it was", () => {
  const before = snapshot();
  const after = fold(before, event("handoff.queued", { item: item() }));
  assert.equal(after.cursor, 11);
  assert.deepEqual(before, snapshot());
});

test("the queue has the highest priority first and then the longest waiting", () => {
  const waiting = [
    item({ handoff_id: "new", created_at: "2026-01-05T10:00:00.000200Z" }),
    item({ handoff_id: "urgent", priority: "urgent", created_at: "2026-01-05T11:00:00Z" }),
    item({ handoff_id: "low", priority: "low", created_at: "2026-01-05T08:00:00Z" }),
    item({ handoff_id: "old", created_at: "2026-01-05T10:00:00.000100Z" }),
  ];
  const events = waiting.map((each, index) => event("handoff.queued", { item: each }, 11 + index));
  const { queue } = events.reduce(fold, snapshot());
  assert.deepEqual(ids(queue, "handoff_id"), ["urgent", "old", "new", "low"]);
});

test("an offered case stays in the queue and says to whom", () => {
  const offered = item({ state: "offered", offered_to: "ag_sam" });
  const { queue } = fold(snapshot({ queue: [item()] }), event("handoff.offered", { item: offered }));
  assert.deepEqual(queue, [offered]);
});

for (const state of ["assigned", "resolved", "abandoned"]) {
  test(`a case that is ${state} leaves the queue`, () => {
    const gone = event(`handoff.${state}`, { item: item({ state }) });
    assert.deepEqual(fold(snapshot({ queue: [item()] }), gone).queue, []);
  });
}

test("an offer to this agent is kept until it ends", () => {
  const made = fold(snapshot(), event("offer.made", { offer: offer(), agent_id: "ag_kim" }));
  assert.deepEqual(made.offers, [offer()]);
  const data = { offer: offer(), agent_id: "ag_kim", state: "expired" };
  assert.deepEqual(fold(made, event("offer.ended", data, 12)).offers, []);
});

test("an offer to somebody else is not this agent's", () => {
  const made = event("offer.made", { offer: offer(), agent_id: "ag_sam" });
  assert.deepEqual(fold(snapshot(), made).offers, []);
});

test("a conversation that this agent takes joins theirs, the last moved first", () => {
  const known = conversation({ id: "co_0", updated_at: "2026-01-05T09:00:00Z" });
  const taken = event("conversation.changed", { conversation: conversation() });
  const { conversations } = fold(snapshot({ conversations: [known] }), taken);
  assert.deepEqual(ids(conversations), ["co_1", "co_0"]);
});

for (const [why, change] of [
  ["somebody else took", { agent_id: "ag_sam", epoch: 4 }],
  ["was resolved", { owner: "closed", agent_id: null, epoch: 4 }],
]) {
  test(`a conversation that ${why} leaves this agent's`, () => {
    const changed = event("conversation.changed", { conversation: conversation(change) });
    const before = snapshot({ conversations: [conversation()] });
    assert.deepEqual(fold(before, changed).conversations, []);
  });
}

test("a message moves its conversation to the front with its words in one line", () => {
  const first = conversation({ id: "co_0", updated_at: "2026-01-05T10:05:30Z" });
  const said = message({ text: `Two\n lines ${"x".repeat(300)}` });
  const added = event("message.added", { conversation_id: "co_1", message: said });
  const after = fold(snapshot({ conversations: [first, conversation()] }), added);
  assert.deepEqual(ids(after.conversations), ["co_1", "co_0"]);
  const { last_seq, last_text, updated_at } = after.conversations[0];
  assert.equal(last_seq, 5);
  assert.equal(last_text, `Two lines ${"x".repeat(150)}`);
  assert.equal(updated_at, said.time);
});

test("an internal note is counted, and its words stay out of the list", () => {
  const noted = message({ kind: "note", text: "Careful" });
  const added = event("message.added", { conversation_id: "co_1", message: noted });
  const [after] = fold(snapshot({ conversations: [conversation()] }), added).conversations;
  assert.deepEqual([after.last_seq, after.last_text], [5, "Hello"]);
});

test("a message that the conversation has counted already changes nothing", () => {
  const known = conversation({ last_seq: 5, last_text: "Newer" });
  const added = event("message.added", { conversation_id: "co_1", message: message() });
  assert.deepEqual(fold(snapshot({ conversations: [known] }), added).conversations, [known]);
});

test("a message of a conversation that is not this agent's changes only the cursor", () => {
  const added = event("message.added", { conversation_id: "co_9", message: message() });
  assert.deepEqual(fold(snapshot(), added), snapshot({ cursor: 11 }));
});

test("a change of this agent shows on both places where they stand", () => {
  const away = { id: "ag_kim", name: "Kim", presence: "away" };
  const after = fold(snapshot(), event("agent.changed", { agent: away }));
  assert.equal(after.agent.presence, "away");
  assert.equal(after.agent.email, "kim@example.com");
  assert.deepEqual(after.agents, [away]);
});

test("a new colleague stands among the others by name", () => {
  const ann = { id: "ag_ann", name: "Ann", presence: "available" };
  const after = fold(snapshot(), event("agent.changed", { agent: ann }));
  assert.deepEqual(ids(after.agents), ["ag_ann", "ag_kim"]);
});

for (const [what, broken] of [
  ["an unknown type", event("moon.landed", {})],
  ["a type that every object knows", event("toString", {})],
  ["an unknown field of an event", { ...event("handoff.queued", { item: item() }), mood: 1 }],
  ["an unknown field of its data", event("handoff.queued", { item: item(), mood: 1 })],
  ["an unknown field of an item", event("handoff.queued", { item: item({ mood: 1 }) })],
  ["an unknown field of a conversation", event("conversation.changed", { conversation: conversation({ mood: 1 }) })],
  ["an unknown field of a message", event("message.added", { conversation_id: "co_1", message: message({ mood: 1 }) })],
  ["an unknown field of an update", event("message.updated", { conversation_id: "co_1", seq: 1, mood: 1 })],
  ["an unknown field of an offer", event("offer.made", { offer: offer({ mood: 1 }), agent_id: "ag_kim" })],
  ["an unknown field of an agent", event("agent.changed", { agent: { id: "a", name: "A", presence: "away", mood: 1 } })],
]) {
  test(`${what} is refused`, () => {
    assert.throws(() => fold(snapshot(), broken), FoldError);
  });
}
