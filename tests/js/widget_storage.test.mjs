/** What the widget keeps in the browser. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryBackend, Memory } from "../../handoff/web/widget/storage.js";

const NOW = Date.parse("2026-01-05T12:00:00Z");
const BASE = "https://desk.example.com/";
const outgoing = (clientId, time = "2026-01-05T10:00:00Z") => ({ client_id: clientId, time });
const ids = (kept) => kept.map((o) => o.client_id);

test("the session survives and can be forgotten", () => {
  const backend = memoryBackend();
  const session = { token: "t", visitor: { id: "v:1" }, conversation_id: null, signed_in: false };
  new Memory(BASE, backend).session = session;
  const later = new Memory(BASE, backend);
  assert.deepEqual(later.session, session);
  later.session = null;
  assert.equal(later.session, null);
});

test("what was not sent comes back in the order of writing", () => {
  const storage = new Memory(BASE, memoryBackend());
  storage.keep("v:1", outgoing("late", "2026-01-05T10:00:02Z"));
  storage.keep("v:1", outgoing("early", "2026-01-05T10:00:01Z"));
  assert.deepEqual(ids(storage.outgoing("v:1", NOW)), ["early", "late"]);
  storage.forget("v:1", "early");
  assert.deepEqual(ids(storage.outgoing("v:1", NOW)), ["late"]);
});

test("nobody gets what somebody else wrote, nor what another desk was told", () => {
  const backend = memoryBackend();
  new Memory(BASE, backend).keep("v:1", outgoing("a"));
  assert.deepEqual(new Memory(BASE, backend).outgoing("v:2", NOW), []);
  assert.deepEqual(new Memory("https://other.example/", backend).outgoing("v:1", NOW), []);
});

test("what could not be sent for a day is forgotten", () => {
  const storage = new Memory(BASE, memoryBackend());
  storage.keep("v:1", outgoing("old", "2026-01-04T11:59:59Z"));
  assert.deepEqual(storage.outgoing("v:1", NOW), []);
  assert.deepEqual(storage.outgoing("v:1", Date.parse("2026-01-04T12:00:00Z")), []);
});

test("the draft and the place read are each visitor's own", () => {
  const storage = new Memory(BASE, memoryBackend());
  storage.rememberDraft("v:1", "half a sent");
  storage.rememberRead("v:1", "cv1", 7);
  assert.equal(storage.draft("v:1"), "half a sent");
  assert.deepEqual(storage.lastRead("v:1"), { conversation_id: "cv1", seq: 7 });
  assert.equal(storage.draft("v:2"), "");
  assert.equal(storage.lastRead("v:2"), null);
});

test("a store that is full or broken costs the comfort, not the conversation", () => {
  const broken = {
    ...memoryBackend(),
    length: 0,
    getItem: () => "{not json",
    setItem: () => {
      throw new Error("full");
    },
  };
  const storage = new Memory(BASE, broken);
  storage.rememberDraft("v:1", "x");
  assert.equal(storage.draft("v:1"), "");
  assert.equal(storage.session, null);
});

test("what changed is kept anew, and what is gone is forgotten", () => {
  const storage = new Memory(BASE, memoryBackend());
  const [a, b] = [outgoing("a"), outgoing("b")];
  storage.keepChanges("v:1", [], [a, b]);
  storage.keepChanges("v:1", [a, b], [{ ...b, files: [{ id: "f", ref: "md_1" }] }]);
  assert.deepEqual(storage.outgoing("v:1", NOW), [{ ...b, files: [{ id: "f", ref: "md_1" }] }]);
});

test("whom the site has vouched for stays so until somebody else is here", () => {
  const storage = new Memory(BASE, memoryBackend());
  const session = (id) => ({ token: `t ${id}`, visitor: { id } });
  storage.keepSession(session("crm:1"), null, true);
  storage.keepSession(session("crm:1"), "cv1", false);
  assert.deepEqual(storage.session, { ...session("crm:1"), conversation_id: "cv1", signed_in: true });
  storage.keepSession(session("v:2"), null, false);
  assert.equal(storage.session.signed_in, false);
});
