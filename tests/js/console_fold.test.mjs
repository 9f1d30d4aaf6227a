import assert from "node:assert/strict";
import { test } from "node:test";

import { FoldError, fold } from "../../handoff/web/console/fold.js";
import { clock, conversation, event, item, message, offer, snapshot } from "./console_records.mjs";

const ids = (list, name = "id") => list.map((each) => each[name]);

test("an event moves the cursor and leaves the old snapshot as it was", () => {
  const before = snapshot();
  const after = fold(before, event("handoff.queued", { item: item(), was: null }));
  assert.equal(after.cursor, 11);
  assert.deepEqual(before, snapshot());
});

test("the queue has first who counts as having waited longest", () => {
  const waiting = [
    item({ handoff_id: "new", counts_from: "2026-01-05T10:00:00.000200Z" }),
    item({ handoff_id: "urgent", counts_from: "2026-01-05T09:51:00Z" }),
    item({ handoff_id: "low", counts_from: "2026-01-05T10:01:00Z" }),
    item({ handoff_id: "old", counts_from: "2026-01-05T10:00:00.000100Z" }),
  ];
  const events = waiting.map((each, index) => event("handoff.queued", { item: each, was: null }, 11 + index));
  const { queue } = events.reduce(fold, snapshot());
  assert.deepEqual(ids(queue, "handoff_id"), ["urgent", "old", "new", "low"]);
});

test("a new list of labels takes the place of the old one", () => {
  const labels = [{ id: "lb_1", name: "Fragile" }];
  assert.deepEqual(fold(snapshot(), event("labels.changed", { labels })).labels, labels);
});

test("a notice stays until it was read", () => {
  const notice = { id: "no_1", text: "Away now.", conversation_id: null, time: "2026-01-05T10:00:00Z", seq: null };
  const told = fold(snapshot(), event("notice.added", { notice }));
  assert.deepEqual(told.notices, [notice]);
  assert.deepEqual(fold(told, event("notice.seen", { notice }, 12)).notices, []);
});

test("an offered case stays in the queue and says to whom", () => {
  const offered = item({ state: "offered", offered_to: "ag_sam" });
  const data = { item: offered, was: "queued" };
  const after = fold(snapshot({ waiting: 1, queue: [item()] }), event("handoff.offered", data));
  assert.deepEqual([after.queue, after.waiting], [[offered], 1]);
});

for (const state of ["assigned", "resolved", "abandoned"]) {
  test(`a case that is ${state} leaves the queue`, () => {
    const gone = event(`handoff.${state}`, { item: item({ state }), was: "queued" });
    const after = fold(snapshot({ waiting: 1, queue: [item()] }), gone);
    assert.deepEqual([after.queue, after.waiting], [[], 0]);
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

test("a conversation that this agent takes joins theirs", () => {
  const known = conversation({ id: "co_0" });
  const taken = event("conversation.changed", { conversation: conversation() });
  const { conversations } = fold(snapshot({ conversations: [known] }), taken);
  assert.deepEqual(ids(conversations), ["co_0", "co_1"]);
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

for (const [type, data] of [
  ["message.added", { conversation_id: "co_1", message: message() }],
  ["message.updated", { conversation_id: "co_1", seq: 4, state: "read" }],
  ["readers.changed", { conversation_id: "co_1", readers: [] }],
]) {
  test(`${type} is the thread's business and moves only the cursor`, () => {
    const before = snapshot({ conversations: [conversation()] });
    assert.deepEqual(fold(before, event(type, data)), { ...before, cursor: 11 });
  });
}

test("a newer state of a conversation takes the place of the older one", () => {
  const newer = conversation({ last_seq: 5, last_text: "Are you there?" });
  const before = snapshot({ conversations: [conversation(), conversation({ id: "co_2" })] });
  const after = fold(before, event("conversation.changed", { conversation: newer }));
  assert.deepEqual(after.conversations, [newer, conversation({ id: "co_2" })]);
});

test("a change of this agent shows on both places where they stand", () => {
  const away = { id: "ag_kim", name: "Kim", presence: "away", at_desk: true };
  const after = fold(snapshot(), event("agent.changed", { agent: away }));
  assert.equal(after.agent.presence, "away");
  assert.equal(after.agent.email, "kim@example.com");
  assert.ok(!("at_desk" in after.agent));
  assert.deepEqual(after.agents, [away]);
});

const within = (type, name, more) => event(type, { ...more, [name]: { whim: 1 } });

for (const [what, broken] of [
  ["type", event("moon.landed", {})],
  ["type, one that every object knows,", event("toString", {})],
  ["field of an event", { ...event("handoff.queued", { item: item(), was: null }), whim: 1 }],
  ["field of an event's data", event("handoff.queued", { item: item(), whim: 1 })],
  ["field of an update", event("message.updated", { conversation_id: "co_1", seq: 1, whim: 1 })],
  ["field of a queue item", within("handoff.queued", "item")],
  ["field of a conversation", within("conversation.changed", "conversation")],
  ["field of a message", within("message.added", "message", { conversation_id: "co_1" })],
  ["field of an offer", within("offer.made", "offer", { agent_id: "ag_kim" })],
  ["field of an agent", within("agent.changed", "agent")],
]) {
  test(`an unknown ${what} is refused`, () => {
    assert.throws(() => fold(snapshot(), broken), (error) => {
      return error instanceof FoldError && error.message.startsWith("unknown");
    });
  });
}

test("a channel that stops is shown until it goes on", () => {
  const stopped = { channel: "whatsapp", code: "whatsapp_190", at: "2026-01-05T10:00:00Z" };
  const after = fold(snapshot(), event("channel.changed", { channel: "whatsapp", stopped }));
  assert.deepEqual(after.stopped_channels, [stopped]);
  const again = fold(after, event("channel.changed", { channel: "whatsapp", stopped: null }));
  assert.deepEqual(again.stopped_channels, []);
});

test("a clock stands beside what waits and what is the agent's own, and nowhere else", () => {
  const changed = (more) => event("clock.changed", { clock: clock(more) });
  const strange = fold(snapshot(), changed());
  assert.deepEqual(strange.clocks, []);
  const waiting = fold(snapshot({ queue: [item()] }), changed());
  assert.deepEqual(waiting.clocks, [clock()]);
  const again = fold(waiting, { ...changed({ waits_since: null, dues: [] }), cursor: 12 });
  assert.deepEqual(again.clocks, [clock({ waits_since: null, dues: [] })]);
  const taken = event("handoff.assigned", { item: item({ state: "assigned" }) }, 13);
  assert.deepEqual(fold(again, taken).clocks, []);
  const mine = fold(snapshot({ conversations: [conversation()] }), changed());
  const gone = conversation({ owner: "closed", agent_id: null });
  assert.deepEqual(fold(mine, event("conversation.changed", { conversation: gone }, 14)).clocks, []);
});

test("a field of a clock that nobody knows makes the page too old", () => {
  const strange = event("clock.changed", { clock: { ...clock(), mood: "calm" } });
  assert.throws(() => fold(snapshot(), strange), FoldError);
});
