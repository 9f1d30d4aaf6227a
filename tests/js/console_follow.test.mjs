import assert from "node:assert/strict";
import { test } from "node:test";

import { Follower } from "../../handoff/web/console/follow.js";
import { FoldError } from "../../handoff/web/console/fold.js";
import { event, item, snapshot } from "./console_records.mjs";

const queued = (cursor) =>
  event("handoff.queued", { item: item({ handoff_id: `ho_${cursor}` }), was: null }, cursor);

/** A follower whose questions are answered by hand, and what it has shown. */
function following() {
  const asked = [];
  const shown = [];
  const ask = (name, data) =>
    new Promise((answer, fail) => asked.push({ name, data, answer, fail }));
  const follower = new Follower(ask, (now, event) => shown.push(event ? event.cursor : now.cursor));
  return { follower, asked, shown };
}

/** @param {object[]} asked */
async function answered(asked, connected, ...answers) {
  for (const answer of answers) {
    asked.at(-1).answer(answer);
    await new Promise(setImmediate);
  }
  await connected;
}

test("the first connection takes a snapshot and what came after it, once", async () => {
  const { follower, asked, shown } = following();
  const connected = follower.connected();
  follower.receive(queued(9));
  follower.receive(queued(11));
  await answered(asked, connected, snapshot());
  follower.receive(queued(12));
  assert.deepEqual(asked.map((each) => each.name), ["snapshot"]);
  assert.deepEqual(shown, [10, 11, 12]);
});

test("a later connection takes what was missed, then what came meanwhile, each once", async () => {
  const { follower, asked, shown } = following();
  await answered(asked, follower.connected(), snapshot());
  const again = follower.connected();
  follower.receive(queued(12));
  follower.receive(queued(13));
  await answered(asked, again, { events: [queued(11), queued(12)], cursor: 12 });
  assert.deepEqual(asked.at(-1).data, { cursor: 10 });
  assert.deepEqual(shown, [10, 11, 12, 13]);
});

test("a cursor that is too old leads to a fresh snapshot", async () => {
  const { follower, asked, shown } = following();
  await answered(asked, follower.connected(), snapshot());
  await answered(asked, follower.connected(), { reset: true }, snapshot({ cursor: 900 }));
  assert.deepEqual(asked.map((each) => each.name), ["snapshot", "sync", "snapshot"]);
  assert.deepEqual(shown, [10, 900]);
});

test("a connection that is lost while catching up leaves the work to the next one", async () => {
  const { follower, asked, shown } = following();
  const first = follower.connected();
  const second = follower.connected();
  asked[1].answer(snapshot());
  await second;
  asked[0].answer(snapshot({ cursor: 5 }));
  await first;
  assert.deepEqual(shown, [10]);
});

test("an answer that never comes is the caller's to handle", async () => {
  const { follower, asked } = following();
  const connected = follower.connected();
  asked[0].fail(new Error("away"));
  await assert.rejects(connected, /away/);
});

test("an event that the page does not understand is not swallowed", async () => {
  const { follower, asked } = following();
  await answered(asked, follower.connected(), snapshot());
  assert.throws(() => follower.receive(event("moon.landed", {})), FoldError);
});

const at = (second) => ({
  handoff_id: `ho_${second}`,
  counts_from: `2026-01-05T10:00:${second}Z`,
});
const moved = (change, was, cursor) =>
  event(`handoff.${change.state ?? "queued"}`, { item: item(change), was }, cursor);
const shownIn = ({ queue }) => queue.map((each) => each.handoff_id);

test("a page of the queue comes behind its head, with what changed while it was on its way", async () => {
  const { follower, asked } = following();
  const head = snapshot({ waiting: 4, queue: [item(at(10)), item(at(11))] });
  await answered(asked, follower.connected(), head);
  const more = follower.more();
  follower.receive(moved({ ...at(12), state: "assigned" }, "queued", 11));
  asked.at(-1).answer({ queue: [item(at(12)), item(at(13))], clocks: [] });
  const grown = await more;
  assert.deepEqual(asked.at(-1).data, { after: "ho_11" });
  assert.deepEqual([shownIn(grown), grown.waiting], [["ho_10", "ho_11", "ho_13"], 3]);
  assert.equal(await follower.more(), null);
});

test("one page is asked for at a time, and none while the desk is caught up with", async () => {
  const { follower, asked } = following();
  const head = snapshot({ waiting: 2, queue: [item(at(10))] });
  await answered(asked, follower.connected(), head);
  const first = follower.more();
  assert.equal(await follower.more(), null);
  const again = follower.connected();
  asked.at(-2).answer({ queue: [item(at(11))], clocks: [] });
  assert.equal(await first, null);
  assert.equal(await follower.more(), null);
  await answered(asked, again, { events: [], cursor: 10 });
});

test("a page that could not be fetched may be asked for again", async () => {
  const { follower, asked } = following();
  await answered(asked, follower.connected(), snapshot({ waiting: 1 }));
  const lost = follower.more();
  asked.at(-1).fail(new Error("away"));
  await assert.rejects(lost, /away/);
  const more = follower.more();
  assert.deepEqual(asked.at(-1).data, {});
  asked.at(-1).answer({ queue: [item(at(10))], clocks: [] });
  assert.deepEqual(shownIn(await more), ["ho_10"]);
});
