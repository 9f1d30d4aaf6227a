/** What the log shows, from top to bottom. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { EMPTY } from "../../handoff/web/widget/conversation.js";
import { entriesOf } from "../../handoff/web/widget/entries.js";

const message = (seq, kind, time, changes = {}) => ({
  conversation_id: "cv1",
  seq,
  author: { kind, name: kind },
  kind: "text",
  text: `text ${seq}`,
  time: `2026-01-05T${time}Z`,
  ...changes,
});
const shape = (state) =>
  entriesOf({ ...EMPTY, ...state }).map((entry) =>
    entry.type === "group" ? `${entry.author.kind}:${entry.items.length}` : entry.type,
  );

test("messages of one author stand together until somebody else speaks", () => {
  const messages = [
    message(1, "customer", "10:00:00"),
    message(2, "bot", "10:00:01"),
    message(3, "bot", "10:00:02"),
    message(4, "agent", "10:00:03"),
  ];
  assert.deepEqual(shape({ messages }), ["day", "customer:1", "bot:2", "agent:1"]);
});

test("a pause of five minutes begins a new group", () => {
  const messages = [message(1, "bot", "10:00:00"), message(2, "bot", "10:05:00")];
  assert.deepEqual(shape({ messages }), ["day", "bot:1", "bot:1"]);
});

test("two agents never share a group", () => {
  const other = message(2, "agent", "10:00:01", { author: { kind: "agent", name: "Dana" } });
  const messages = [message(1, "agent", "10:00:00"), other];
  assert.deepEqual(shape({ messages }), ["day", "agent:1", "agent:1"]);
});

test("each day has its line", () => {
  const later = message(2, "bot", "10:00:00", { time: "2026-01-08T10:00:00Z" });
  assert.deepEqual(shape({ messages: [message(1, "bot", "10:00:00"), later] }), [
    "day",
    "bot:1",
    "day",
    "bot:1",
  ]);
});

test("what the desk says, asks and was told as a rating are lines of their own", () => {
  const messages = [
    message(1, "system", "10:00:00"),
    message(2, "system", "10:00:01", { kind: "rating_request" }),
    message(3, "customer", "10:00:02", { kind: "rating" }),
  ];
  assert.deepEqual(shape({ messages }), ["day", "line", "rating_request", "rating"]);
});

test("what is being sent stands last, except a rating, which its form shows", () => {
  const outgoing = { client_id: "a", text: "hi", time: "2026-01-05T10:00:01Z", rating: null };
  const rating = { ...outgoing, client_id: "b", rating: { handoff_id: "h1", score: 5 } };
  const messages = [message(1, "customer", "10:00:00")];
  assert.deepEqual(shape({ messages, outgoing: [outgoing, rating] }), ["day", "customer:2"]);
});

test("a message keeps its key when it is stored, so that nothing jumps", () => {
  const outgoing = { client_id: "a", text: "hi", time: "2026-01-05T10:00:01Z", rating: null };
  const stored = message(1, "customer", "10:00:01", { client_id: "a" });
  const keys = (state) => entriesOf({ ...EMPTY, ...state }).map((entry) => entry.key);
  assert.deepEqual(keys({ outgoing: [outgoing] }), keys({ messages: [stored] }));
});

test("a reply that holds nothing to read is not shown", () => {
  const data = message(1, "bot", "10:00:00", { text: null, custom: { step: 1 } });
  assert.deepEqual(shape({ messages: [data] }), []);
});

test("what an earlier conversation held stands above", () => {
  const before = message(9, "bot", "09:00:00", { conversation_id: "cv0" });
  const state = { earlier: [before], messages: [message(1, "customer", "10:00:00")] };
  assert.deepEqual(shape(state), ["day", "bot:1", "customer:1"]);
});
