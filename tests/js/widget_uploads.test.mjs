/** The customer's files: which are taken, what becomes of them, and what a message takes along. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { faultOf, MOST_FILES, Uploads } from "../../handoff/web/widget/uploads.js";

const picture = (name = "a.png", bytes = 3) => new File(["x".repeat(bytes)], name, { type: "image/png" });
const tick = () => new Promise((done) => setTimeout(done));

/** A desk that answers when it is told to. */
function desk() {
  /** @type {{name: string, progress: (share: number) => void, signal: AbortSignal,
   *   take: (ref: string) => void, refuse: (code: string) => void}[]} */
  const asked = [];
  const uploads = new Uploads(
    (file, { progress, signal }) =>
      new Promise((resolve, reject) => {
        const refuse = (/** @type {string} */ code) => reject(new Error(code));
        signal.addEventListener("abort", () => refuse("timeout"));
        asked.push({ name: file.name, progress, signal, take: resolve, refuse });
      }),
  );
  return { uploads, asked };
}

test("what the desk would refuse is not even begun with", () => {
  const { uploads, asked } = desk();
  const page = new File(["<html>"], "page.html", { type: "text/html" });
  uploads.add([picture("good.png"), page]);
  assert.deepEqual(uploads.refusal.value, { name: "page.html", error: "fileRefused" });
  assert.deepEqual(asked.map(({ name }) => name), ["good.png"]);
  uploads.add([picture("other.png")]);
  assert.equal(uploads.refusal.value, null);
});

test("each kind has its size", () => {
  const MB = 1_000_000;
  assert.equal(faultOf({ type: "image/png", size: 10 * MB }), null);
  assert.equal(faultOf({ type: "image/png", size: 10 * MB + 1 }), "fileLarge");
  assert.equal(faultOf({ type: "application/pdf", size: 20 * MB }), null);
  assert.equal(faultOf({ type: "audio/ogg", size: 20 * MB + 1 }), "fileLarge");
  assert.equal(faultOf({ type: "image/png", size: 0 }), "fileRefused");
});

for (const type of ["", "image/svg+xml", "image/heic", "text/html", "application/zip", "video/x-msvideo"]) {
  test(`${type || "a file without a type"} is not taken`, () => {
    assert.equal(faultOf({ type, size: 1 }), "fileRefused");
  });
}

for (const type of [
  "image/webp",
  "video/mp4",
  "text/csv",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.ms-excel",
]) {
  test(`${type} is taken`, () => assert.equal(faultOf({ type, size: 1 }), null));
}

test("five files go with a message, and the sixth is told why not", () => {
  const { uploads } = desk();
  uploads.add(Array.from({ length: MOST_FILES + 1 }, (_, n) => picture(`${n}.png`)));
  assert.equal(uploads.chosen.length, MOST_FILES);
  assert.deepEqual(uploads.refusal.value, { name: "5.png", error: "fileMost" });
});

test("a picture can be shown from the page's own memory, as long as the page lives", () => {
  const { uploads } = desk();
  uploads.add([picture(), new File(["x"], "a.pdf", { type: "application/pdf" })]);
  const [shown, saved] = uploads.take();
  assert.match(uploads.previewOf(shown.id) ?? "", /^blob:/);
  for (const other of [saved.id, "of a page before", undefined]) {
    assert.equal(uploads.previewOf(other), null);
  }
});

test("a file is uploaded as soon as it is chosen, and the message names it by its ref", async () => {
  const { uploads, asked } = desk();
  uploads.add([picture()]);
  asked[0].progress(0.519);
  assert.equal(uploads.chosen[0].share, 0.5);
  asked[0].take("md_1");
  await tick();
  const [{ id, ...rest }] = uploads.take();
  assert.deepEqual(rest, { name: "a.png", kind: "image", ref: "md_1" });
  assert.deepEqual(uploads.chosen, []);
  assert.match(uploads.all.value[id].preview ?? "", /^blob:/);
});

test("what was sent before it had arrived is waited for, by as many as want it, once", async () => {
  const { uploads, asked } = desk();
  uploads.add([picture()]);
  const [{ id, ref }] = uploads.take();
  assert.equal(ref, null);
  const both = Promise.all([uploads.finish(id), uploads.finish(id)]);
  asked[0].take("md_1");
  await both;
  await uploads.finish(id);
  assert.equal(uploads.all.value[id].ref, "md_1");
  assert.equal(asked.length, 1);
});

test("without a connection it waits, and goes on when there is one", async () => {
  const { uploads, asked } = desk();
  uploads.add([picture("a.png"), picture("b.png")]);
  asked[0].refuse("timeout");
  asked[1].refuse("fileRefused");
  await tick();
  assert.deepEqual(uploads.chosen.map(({ error }) => error), ["timeout", "fileRefused"]);
  uploads.resume();
  assert.deepEqual(asked.map(({ name }) => name), ["a.png", "b.png", "a.png"]);
  assert.equal(uploads.chosen[0].error, null);
});

test("what can never be sent keeps the message back until it is removed", async () => {
  const { uploads, asked } = desk();
  uploads.add([picture()]);
  asked[0].refuse("fileRefused");
  await tick();
  assert.equal(uploads.isBlocked, true);
  uploads.remove(uploads.chosen[0].id);
  assert.equal(uploads.isBlocked, false);
  uploads.add([picture()]);
  asked[1].refuse("fileWait");
  await tick();
  assert.equal(uploads.isBlocked, false);
});

test("what is removed is not uploaded any further", async () => {
  const { uploads, asked } = desk();
  uploads.add([picture()]);
  uploads.remove(uploads.chosen[0].id);
  assert.equal(asked[0].signal.aborted, true);
  assert.deepEqual(uploads.chosen, []);
});

test("somebody else finds nothing in the box, and what was sent goes up again as theirs", async () => {
  const { uploads, asked } = desk();
  uploads.add([picture("sent.png")]);
  asked[0].take("md_1");
  await tick();
  const [{ id }] = uploads.take();
  uploads.add([picture("chosen.png")]);
  uploads.restart();
  assert.deepEqual(uploads.chosen, []);
  assert.equal(asked[1].signal.aborted, true);
  assert.equal(uploads.all.value[id].ref, null);
  uploads.finish(id);
  assert.deepEqual(asked.map(({ name }) => name), ["sent.png", "chosen.png", "sent.png"]);
});

test("a file of a page before is nobody's any more", async () => {
  const { uploads, asked } = desk();
  await uploads.finish("unknown");
  assert.equal(asked.length, 0);
});
