/** Who the visitor is, for as long as the page says so. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryBackend, Memory } from "../../handoff/web/widget/storage.js";
import { inTurn } from "../../handoff/web/widget/turns.js";
import { Visitor } from "../../handoff/web/widget/visitor.js";

const BASE = "https://desk.example.com/";
const desk = { bot_name: "Warmdesk", bot: "up" };
const KNOWN = { token: "hers", visitor: { id: "crm:1" }, conversation_id: "cv", signed_in: true };

/** A visitor of a page, what the desk was asked, and what the page was told. */
function visitor(identity, kept) {
  const [storage, asked, told] = [new Memory(BASE, memoryBackend()), [], []];
  if (kept) storage.session = kept;
  globalThis.fetch = async (_address, { body }) => {
    asked.push(JSON.parse(body));
    return { ok: true, status: 200, json: async () => ({ token: "t", visitor: { id: "v:1" }, conversation_id: null, desk }) };
  };
  const listener = { refused: () => told.push("refused"), left: () => told.push("left") };
  return { made: new Visitor({ base: BASE, storage, identity, locale: "en" }, listener), storage, asked, told };
}

test("a customer is forgotten by a page that does not say who it is", async () => {
  const { made, storage, asked, told } = visitor(null, KNOWN);
  await made.tried({});
  assert.equal(asked[0].token, undefined);
  assert.deepEqual([storage.session.visitor.id, storage.session.signed_in], ["v:1", false]);
  assert.deepEqual(told, ["left"]);
});

test("a customer's identity is given each time, and their last token is not", async () => {
  const { made, asked, told } = visitor("vouched", KNOWN);
  await made.tried({});
  assert.deepEqual([asked[0].token, asked[0].identity], [undefined, "vouched"]);
  assert.deepEqual(told, []);
});

test("a visitor comes back with the token of last time, also to sign in", async () => {
  for (const identity of [null, "vouched"]) {
    const { made, asked } = visitor(identity, { ...KNOWN, visitor: { id: "v:1" }, token: "mine", signed_in: false });
    await made.tried({});
    assert.equal(asked[0].token, "mine");
  }
});

/** An identity as a site signs it. */
const identityOf = (sub) => `h.${Buffer.from(JSON.stringify({ sub })).toString("base64url")}.s`;

/** What a customer has left in the browser: words above all. */
function leave(storage, id) {
  storage.rememberDraft(id, "my card number is");
  storage.keep(id, { client_id: "c", time: new Date().toISOString(), text: "never sent" });
  storage.rememberRead(id, "cv", 3);
}
const wordsOf = (storage, id) => [storage.draft(id), storage.outgoing(id, Date.now()).length, storage.lastRead(id)];

test("whoever signs out takes along every word", () => {
  const { made, storage, told } = visitor("vouched", KNOWN);
  leave(storage, "crm:1");
  made.identify(null);
  assert.deepEqual(wordsOf(storage, "crm:1"), ["", 0, null]);
  assert.deepEqual([storage.session, told], [null, ["left"]]);
});

test("another customer's identity has the last one forgotten at once", () => {
  for (const [sub, left] of [["2", ["left"]], ["1", []]]) {
    const { made, storage, told } = visitor(identityOf("1"), KNOWN);
    leave(storage, "crm:1");
    made.identify(identityOf(sub));
    assert.deepEqual(told, left);
    assert.equal(storage.draft("crm:1"), left.length ? "" : "my card number is");
  }
});

test("an identity that nobody can read forgets the last customer once it is another one", async () => {
  const { made, storage } = visitor("vouched", KNOWN);
  leave(storage, "crm:1");
  made.identify("sealed");
  assert.equal(storage.draft("crm:1"), "my card number is");
  made.adopt(await made.tried({}));
  assert.deepEqual(wordsOf(storage, "crm:1"), ["", 0, null]);
});

test("a visitor finds nothing of whoever was there before, and keeps what they have begun", async () => {
  const { made, storage } = visitor(null, null);
  leave(storage, "v:gone");
  made.draft = "not yet known";
  made.adopt(await made.tried({}));
  assert.deepEqual(wordsOf(storage, "v:gone"), ["", 0, null]);
  assert.equal(made.draft, "not yet known");
  assert.equal(storage.draft(""), "");
});

test("a customer who has left in another tab is gone here, too", async () => {
  const { made, storage, told } = visitor("vouched", null);
  globalThis.fetch = async () => ({ ok: true, json: async () => ({ ...KNOWN, desk }) });
  made.adopt(await made.tried({}));
  assert.equal(made.leftElsewhere({ key: "elsewhere", newValue: "1" }), false);
  assert.equal(made.leftElsewhere({ key: `${storage.name}:left`, newValue: "1" }), true);
  assert.deepEqual([made.session.value, told], [null, ["left"]]);
});

test("a visitor whom nobody knows stays when a customer leaves in another tab", async () => {
  const { made, storage } = visitor(null, null);
  made.adopt(await made.tried({}));
  assert.equal(made.leftElsewhere({ key: `${storage.name}:left`, newValue: "1" }), false);
});

for (const how of ["locks", "the store alone"]) {
  test(`two tabs that begin at once are one visitor, by ${how}`, async () => {
    const locks = navigator.locks;
    if (how !== "locks" || !locks) Object.defineProperty(navigator, "locks", { value: undefined, configurable: true });
    const backend = memoryBackend();
    let made = 0;
    globalThis.fetch = async (_address, { body }) => {
      const { token } = JSON.parse(body);
      const id = token ?? `v:${++made}`;
      await new Promise((done) => setTimeout(done, 150));
      return { ok: true, json: async () => ({ token: id, visitor: { id }, conversation_id: null, desk }) };
    };
    const tabs = [1, 2, 3].map(() => {
      const storage = new Memory(BASE, backend);
      return new Visitor({ base: BASE, storage, identity: null, locale: "en" }, { refused() {}, left() {} });
    });
    const sessions = await Promise.all(tabs.map((tab) => tab.tried({})));
    assert.deepEqual(sessions.map(({ visitor: { id } }) => id), ["v:1", "v:1", "v:1"]);
    assert.equal(new Memory(BASE, backend).turn, null);
    Object.defineProperty(navigator, "locks", { value: locks, configurable: true });
  });
}

test("a tab that hangs does not hold up the others for good", async () => {
  const storage = new Memory(BASE, memoryBackend());
  Object.defineProperty(navigator, "locks", { value: undefined, configurable: true });
  storage.turn = { id: "gone", until: Date.now() - 1 };
  assert.equal(await inTurn(storage, async () => "done"), "done");
  await assert.rejects(inTurn(storage, async () => { throw new Error("away"); }), /away/);
  assert.equal(storage.turn, null);
});
