import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { conversation, event, item, message, snapshot } from "./console_records.mjs";

const shelf = new Map();
globalThis.localStorage = {
  getItem: (key) => shelf.get(key) ?? null,
  setItem: (key, value) => shelf.set(key, value),
};
globalThis.addEventListener = () => {};

const { labelsOf, nextPriority } = await import("../../handoff/web/console/casework.js");
const { Drafts } = await import("../../handoff/web/console/drafts.js");
const { Refused, Unreachable } = await import("../../handoff/web/console/errors.js");
const { cut, nameable, withName } = await import("../../handoff/web/console/mentions.js");
const { Quotes, nextToQuote, quotable } = await import("../../handoff/web/console/quotes.js");
const { inWords } = await import("../../handoff/web/console/reading.js");
const { Sending } = await import("../../handoff/web/console/sending.js");
const { foldThread } = await import("../../handoff/web/console/thread.js");

const STAFF = ["Kim Lee", "Sam", "Zoë Samson"].map((name) => ({ id: name, name }));
const names = (found) => found && found.map((each) => each.name);

beforeEach(() => shelf.clear());

test("an @ offers colleagues by the beginning of any of their names", () => {
  assert.deepEqual(names(nameable("@", STAFF)), ["Kim Lee", "Sam", "Zoë Samson"]);
  assert.deepEqual(names(nameable("please @sam", STAFF)), ["Sam", "Zoë Samson"]);
  assert.deepEqual(names(nameable("@kim l", STAFF)), ["Kim Lee"]);
  for (const none of ["please", "mail@sam", "@nobody", "@Sam look\nhere"]) {
    assert.equal(nameable(none, STAFF), null, none);
  }
});

test("a chosen name is written out, and ready to be written on", () => {
  assert.equal(withName("please @ki", "Kim Lee"), "please @Kim Lee ");
});

test("a text is cut where it names somebody, the longest name first", () => {
  const pieces = cut("ask @kim lee, not @Kimberly", ["Kim", "Kim Lee"]);
  assert.deepEqual(pieces, [
    { text: "ask ", name: false },
    { text: "@kim lee", name: true },
    { text: ", not @Kimberly", name: false },
  ]);
  assert.deepEqual(cut("hello", []), [{ text: "hello", name: false }]);
});

test("the key quotes the customer's last message, then the one before, then none", () => {
  const said = (seq, more) => message({ seq, ...more });
  const log = [said(1), said(2, { author: { kind: "bot" } }), said(3), said(4, { kind: "note" })];
  assert.equal(nextToQuote(log, null), 3);
  assert.equal(nextToQuote(log, 3), 1);
  assert.equal(nextToQuote(log, 1), null);
});

test("notes and what the desk itself says are not quoted", () => {
  assert.ok(quotable(message({ author: { kind: "bot" } })));
  assert.ok(!quotable(message({ kind: "note" })));
  assert.ok(!quotable(message({ author: { kind: "system" } })));
});

test("a quote outlives a reload, goes out with its reply, and comes back when that is refused", async () => {
  const asked = [];
  let answer = () => Promise.resolve({ seq: 9 });
  const quotes = new Quotes();
  const sending = new Sending((name, data) => { asked.push(data); return answer(); },
    new Drafts(), quotes, () => assert.fail("it was answered"));
  quotes.set("co_1", 5);
  assert.equal(new Quotes().of("co_1"), 5);
  await sending.send(conversation(), "note", "Careful");
  assert.equal(quotes.of("co_1"), 5);
  await sending.send(conversation(), "reply", "Yes");
  assert.deepEqual(asked.map((each) => each.quote), [undefined, 5]);
  assert.equal(quotes.of("co_1"), null);
  quotes.set("co_1", 6);
  answer = () => Promise.reject(new Refused({ code: "not_owner", message: "Gone" }));
  await sending.send(conversation(), "reply", "No");
  assert.equal(quotes.of("co_1"), 6);
  assert.equal(sending.refusals.value.co_1, "Gone");
  assert.equal(sending.drafts.get("co_1", "reply"), "No");
});

test("what is not answered stays in the outbox and is sent again", async () => {
  let lost = 0;
  let answer = () => Promise.reject(new Unreachable());
  const sending = new Sending(() => answer(), new Drafts(), new Quotes(), () => lost++);
  await sending.send(conversation(), "reply", "Hello");
  assert.equal(lost, 1);
  assert.equal(sending.outbox.waiting().length, 1);
  answer = () => Promise.resolve({ seq: 9 });
  await sending.again();
  assert.equal(sending.outbox.waiting().length, 0);
});

test("readers are told in words, without oneself", () => {
  const readers = [{ agent_id: "a", writing: null }, { agent_id: "b", writing: "reply" }, { agent_id: "me" }];
  const names = (owner) => inWords(readers, "me", owner, (id) => id.toUpperCase());
  assert.deepEqual(names(null), ["A is reading along", "B is writing a reply"]);
  assert.deepEqual(names("a"), ["B is writing a reply"]);
  assert.deepEqual(names("b"), names(null));
});

test("priorities go round, and what the bot found less urgent begins at normal", () => {
  assert.deepEqual(["low", "normal", "high", "urgent"].map(nextPriority),
    ["normal", "high", "urgent", "normal"]);
});

test("labels are shown as the list has them, and one that is gone not at all", () => {
  const labels = [{ id: "lb_1", name: "Fragile" }, { id: "lb_2", name: "Parcel" }];
  assert.deepEqual(labelsOf(snapshot({ labels }), ["lb_9", "lb_2"]), [labels[1]]);
});

test("a thread takes new readers, and the priority of its own case only", () => {
  const handoff = { id: "ho_1", priority: "normal", packet: {} };
  const thread = { conversation: conversation(), messages: [], handoff, readers: [] };
  const readers = [{ agent_id: "ag_sam", writing: null }];
  const told = event("readers.changed", { conversation_id: "co_1", readers });
  assert.deepEqual(foldThread(thread, told).readers, readers);
  const urgent = event("handoff.assigned", { item: item({ state: "assigned", priority: "urgent" }) });
  assert.equal(foldThread(thread, urgent).handoff.priority, "urgent");
  const other = event("handoff.queued", { item: item({ handoff_id: "ho_2", priority: "urgent" }) });
  assert.equal(foldThread(thread, other), thread);
  const none = { ...thread, handoff: null };
  assert.equal(foldThread(none, other), none);
});
