import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.localStorage = { getItem: () => null, setItem: () => {} };
globalThis.addEventListener = () => {};

const { Attached } = await import("../../handoff/web/console/attached.js");
const { Refused, Unreachable } = await import("../../handoff/web/console/errors.js");
const { Drafts } = await import("../../handoff/web/console/drafts.js");
const { Quotes } = await import("../../handoff/web/console/quotes.js");
const { Sending } = await import("../../handoff/web/console/sending.js");

const CONVERSATION = { id: "co_1", epoch: 3 };
const a = (name, type = "image/png") => new File(["x"], name, { type });
const uploaded = async (file) => `md_${file.name}`;

/** What sends, and everything that the desk is told. */
function sending(answer) {
  const told = [];
  const ask = async (name, data) => {
    told.push(data);
    return answer(name);
  };
  const drafts = new Drafts();
  drafts.set("co_1", "reply", "your label");
  return { told, drafts, made: new Sending(ask, drafts, new Quotes(), () => {}) };
}

test("files are uploaded as they are chosen, each for its own conversation", async () => {
  const attached = new Attached(uploaded);
  const done = attached.add("co_1", [a("one.png"), a("two.pdf", "application/pdf")]);
  assert.deepEqual(attached.of("co_1").map(({ name, ref }) => [name, ref]), [["one.png", null], ["two.pdf", null]]);
  assert.equal(attached.isReady("co_1"), false);
  await done;
  assert.deepEqual(attached.of("co_1").map(({ ref }) => ref), ["md_one.png", "md_two.pdf"]);
  assert.match(attached.of("co_1")[0].preview, /^blob:/);
  assert.equal(attached.of("co_1")[1].preview, null);
  assert.equal(attached.isReady("co_1"), true);
  assert.deepEqual(attached.of("co_2"), []);
});

test("what the desk does not take says why, and keeps the message back until it is removed", async () => {
  const attached = new Attached(async () => {
    throw new Refused({ code: "too_long", message: "At most 5 MB." });
  });
  await attached.add("co_1", [a("large.png")]);
  const [{ key, error }] = attached.of("co_1");
  assert.equal(error, "At most 5 MB.");
  assert.equal(attached.isReady("co_1"), false);
  attached.remove("co_1", key);
  assert.deepEqual(attached.of("co_1"), []);
});

test("a message takes ten files along", async () => {
  const attached = new Attached(uploaded);
  await attached.add("co_1", Array.from({ length: 11 }, (_, n) => a(`${n}.png`)));
  await attached.add("co_1", [a("more.png")]);
  assert.equal(attached.of("co_1").length, 10);
});

test("words and files are one message, and leave the box once the desk has them", async () => {
  const attached = new Attached(uploaded);
  await attached.add("co_1", [a("one.png")]);
  const { told, drafts, made } = sending(() => ({ seq: 4 }));
  made.quotes.set("co_1", 2);
  await made.withFiles(CONVERSATION, "your label", attached);
  const { client_id, ...rest } = told[0];
  assert.deepEqual(rest, { conversation_id: "co_1", epoch: 3, text: "your label", files: ["md_one.png"], quote: 2 });
  assert.deepEqual([attached.of("co_1"), drafts.get("co_1", "reply"), made.quotes.of("co_1")], [[], "", null]);
});

test("without an answer both stay in the box, and a second try is the same message", async () => {
  const attached = new Attached(uploaded);
  await attached.add("co_1", [a("one.png")]);
  const { told, drafts, made } = sending(() => {
    throw new Unreachable();
  });
  await made.withFiles(CONVERSATION, "your label", attached);
  await made.withFiles(CONVERSATION, "your label", attached);
  assert.equal(told[0].client_id, told[1].client_id);
  assert.equal(attached.of("co_1").length, 1);
  assert.equal(drafts.get("co_1", "reply"), "your label");
  assert.match(made.refusals.value.co_1, /cannot be reached/);
});
