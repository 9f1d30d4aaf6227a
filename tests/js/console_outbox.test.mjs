import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const shelf = new Map();
globalThis.localStorage = {
  getItem: (key) => shelf.get(key) ?? null,
  setItem: (key, value) => shelf.set(key, value),
};
globalThis.addEventListener = () => {};

const { Drafts } = await import("../../handoff/web/console/drafts.js");
const { Outbox } = await import("../../handoff/web/console/outbox.js");

const REPLY = { conversation_id: "co_1", epoch: 3, kind: "reply", text: "Hello" };
const texts = (entries) => entries.map((entry) => entry.text);

beforeEach(() => shelf.clear());

test("what was not taken yet is sent again after a reload, under the same id", () => {
  const { client_id } = new Outbox().add(REPLY);
  const again = new Outbox().waiting();
  assert.deepEqual(again.map((entry) => entry.client_id), [client_id]);
  assert.match(client_id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("what was taken is shown until its echo comes, and not sent again", () => {
  const outbox = new Outbox();
  const { client_id } = outbox.add(REPLY);
  outbox.take(client_id);
  assert.deepEqual(outbox.waiting(), []);
  assert.deepEqual(texts(outbox.of("co_1", [])), ["Hello"]);
  assert.deepEqual(outbox.of("co_1", [{ client_id }]), []);
  assert.deepEqual(outbox.of("co_2", []), []);
  assert.deepEqual(new Outbox().of("co_1", []), []);
});

test("an echo ends the waiting, and one without an id ends nothing", () => {
  const outbox = new Outbox();
  const { client_id } = outbox.add(REPLY);
  outbox.drop(null);
  assert.equal(outbox.waiting().length, 1);
  outbox.drop(client_id);
  assert.deepEqual(outbox.waiting(), []);
});

test("drafts outlive a reload, per conversation and per kind", () => {
  const drafts = new Drafts();
  drafts.set("co_1", "reply", "Dear Ada");
  drafts.set("co_1", "note", "Careful");
  drafts.set("co_2", "reply", "Dear Ben");
  drafts.set("co_2", "reply", "");
  const again = new Drafts();
  assert.equal(again.get("co_1", "reply"), "Dear Ada");
  assert.equal(again.get("co_1", "note"), "Careful");
  assert.equal(again.get("co_2", "reply"), "");
});

test("refused text comes back before what was written since", () => {
  const drafts = new Drafts();
  drafts.giveBack("co_1", "reply", "First");
  assert.equal(drafts.get("co_1", "reply"), "First");
  drafts.giveBack("co_1", "reply", "Zeroth");
  assert.equal(drafts.get("co_1", "reply"), "Zeroth\nFirst");
});

test("a shelf that holds nonsense counts as empty", () => {
  shelf.set("warmdesk:drafts", "{");
  assert.equal(new Drafts().get("co_1", "reply"), "");
});
