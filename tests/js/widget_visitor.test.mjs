/** Who the visitor is, for as long as the page says so. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryBackend, Memory } from "../../handoff/web/widget/storage.js";
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
  assert.equal(storage.session, null);
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
