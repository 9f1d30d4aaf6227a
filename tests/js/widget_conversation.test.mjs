/** What one tab knows of a conversation: nothing twice, nothing lost, whatever order it comes in. */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as conversation from "../../handoff/web/widget/conversation.js";
import { errorOf, isFinal, isWhole, payloadOf } from "../../handoff/web/widget/outgoing.js";
import { ratingState } from "../../handoff/web/widget/ratings.js";

const { EMPTY } = conversation;

/** A message of the desk or the customer. */
const message = (seq, changes = {}) => ({
  conversation_id: "cv1",
  seq,
  author: { kind: "bot", name: "Warmdesk" },
  kind: "text",
  text: `text ${seq}`,
  time: `2026-01-05T10:00:${String(seq).padStart(2, "0")}Z`,
  buttons: [],
  client_id: null,
  ...changes,
});
const own = (seq, clientId) => message(seq, { author: { kind: "customer" }, client_id: clientId });
const outgoing = (clientId, changes = {}) => ({
  client_id: clientId,
  time: "2026-01-05T10:00:00Z",
  text: "hello",
  button: null,
  rating: null,
  state: "sending",
  error: null,
  ...changes,
});
const desk = (changes = {}) => ({ ...EMPTY.desk, conversation_id: "cv1", owner: "bot", ...changes });
const synced = (...messages) =>
  conversation.caughtUp(EMPTY, { conversation_id: "cv1", messages, state: desk() });
const seqs = (state) => state.messages.map((m) => m.seq);

test("messages stand in the order of seq, whatever order they arrive in", () => {
  const state = [3, 1, 2].map((seq) => message(seq)).reduce(conversation.messageArrived, EMPTY);
  assert.deepEqual(seqs(state), [1, 2, 3]);
});

test("a message that arrives twice is shown once", () => {
  const state = conversation.messageArrived(synced(message(1), message(2)), message(2));
  assert.deepEqual(seqs(state), [1, 2]);
});

test("the server's copy takes the place of what was being sent", () => {
  const sending = conversation.queued(EMPTY, outgoing("a"));
  const state = conversation.messageArrived(sending, own(1, "a"));
  assert.deepEqual([seqs(state), state.outgoing], [[1], []]);
});

test("an acknowledgement takes it, too, and the copy that follows changes nothing but itself", () => {
  const sending = conversation.queued(synced(), outgoing("a"));
  const acked = conversation.stored(sending, "a", { seq: 1, conversation_id: "cv1", time: "t" });
  assert.deepEqual([seqs(acked), acked.outgoing], [[1], []]);
  assert.deepEqual(seqs(conversation.messageArrived(acked, own(1, "a"))), [1]);
});

test("an acknowledgement after the copy adds nothing", () => {
  const sending = conversation.queued(synced(), outgoing("a"));
  const arrived = conversation.messageArrived(sending, own(1, "a"));
  const acked = conversation.stored(arrived, "a", { seq: 1, conversation_id: "cv1", time: "t" });
  assert.equal(acked, arrived);
});

test("the same client id is not queued twice, nor once it is stored", () => {
  const once = conversation.queued(EMPTY, outgoing("a"));
  assert.equal(conversation.queued(once, outgoing("a")), once);
  const stored = synced(own(1, "a"));
  assert.equal(conversation.queued(stored, outgoing("a")), stored);
});

test("what was kept over a reload goes away when the sync shows that it is stored", () => {
  const kept = conversation.queued(EMPTY, outgoing("a"));
  const reply = { conversation_id: "cv1", messages: [own(1, "a")], state: desk() };
  assert.deepEqual(conversation.caughtUp(kept, reply).outgoing, []);
});

test("a sync goes on from the last sync, as live messages may have overtaken others", () => {
  const live = conversation.messageArrived(synced(message(1)), own(3, "a"));
  assert.deepEqual(conversation.syncRequest(live), { conversation_id: "cv1", last_seq: 1 });
  const reply = { conversation_id: "cv1", messages: [message(2), own(3, "a")], state: desk() };
  const state = conversation.caughtUp(conversation.disconnected(live), reply);
  assert.deepEqual([seqs(state), state.cursor], [[1, 2, 3], 3]);
});

test("a page of yesterday fetches all again, for the addresses of its files", () => {
  const request = conversation.syncRequest(synced(message(1)), { whole: true });
  assert.deepEqual(request, { conversation_id: "cv1", last_seq: 0 });
  const fresh = message(1, { attachments: [{ kind: "image", url: "new" }] });
  const reply = { conversation_id: "cv1", messages: [fresh], state: desk() };
  const state = conversation.caughtUp(synced(message(1)), reply);
  assert.deepEqual(state.messages, [fresh]);
});

test("an empty sync leaves the place where the next one goes on", () => {
  const reply = { conversation_id: "cv1", messages: [], state: desk() };
  assert.equal(conversation.caughtUp(synced(message(4)), reply).cursor, 4);
});

test("a new conversation begins below the one before, and has to be fetched", () => {
  const next = message(1, { conversation_id: "cv2" });
  const state = conversation.messageArrived(synced(message(1), message(2)), next);
  assert.deepEqual([state.earlier.length, seqs(state), state.synced], [2, [1], false]);
  assert.deepEqual(conversation.syncRequest(state), { conversation_id: "cv2", last_seq: 0 });
});

test("an update changes the message that it names and no other conversation's", () => {
  const update = { conversation_id: "cv1", seq: 1, custom: { answered: true } };
  const state = conversation.messageUpdated(synced(message(1)), update);
  assert.deepEqual(state.messages[0].custom, { answered: true });
  const other = { ...update, conversation_id: "cv9" };
  assert.equal(conversation.messageUpdated(state, other), state);
});

test("messages are sent in the order of writing, and a failed one does not hold up the rest", () => {
  const queued = ["a", "b"].map((id) => outgoing(id)).reduce(conversation.queued, EMPTY);
  assert.equal(conversation.nextToSend(queued)?.client_id, "a");
  const failed = conversation.refused(queued, "a", "too_many");
  assert.equal(conversation.nextToSend(failed)?.client_id, "b");
  assert.equal(conversation.nextToSend(conversation.retried(failed, "a"))?.client_id, "a");
});

test("after a reconnect what got no answer is sent again, and what was refused is not", () => {
  const queued = ["a", "b"].map((id) => outgoing(id)).reduce(conversation.queued, EMPTY);
  const failed = conversation.refused(conversation.refused(queued, "a", "timeout"), "b", "too_long");
  const states = conversation.timeoutsRetried(failed).outgoing.map((o) => o.state);
  assert.deepEqual(states, ["sending", "failed"]);
});

test("only an error that sending again can cure is offered to be tried again", () => {
  assert.equal(isFinal(outgoing("a", { error: "too_long" })), true);
  assert.equal(isFinal(outgoing("a", { error: "too_many" })), false);
  assert.equal(isFinal(outgoing("a", { error: "timeout" })), false);
});

test("a discarded message is gone", () => {
  const queued = conversation.queued(EMPTY, outgoing("a"));
  assert.deepEqual(conversation.discarded(queued, "a").outgoing, []);
});

test("exactly one of text, button and rating is sent, with the client id", () => {
  const button = outgoing("b", { button: { id: "4.0", seq: 4 } });
  const rating = outgoing("c", { rating: { handoff_id: "h1", score: 4 } });
  assert.deepEqual(payloadOf(outgoing("a")), { client_id: "a", text: "hello" });
  assert.deepEqual(payloadOf(button), { client_id: "b", button_id: "4.0" });
  assert.deepEqual(payloadOf(rating), {
    client_id: "c",
    rating: { handoff_id: "h1", score: 4 },
  });
});

test("buttons are past once a later question counts, or one of them was pressed", () => {
  const question = message(2, { buttons: [{ id: "2.0", title: "Yes" }] });
  const state = conversation.deskChanged(synced(question), desk({ question_seq: 2 }));
  assert.equal(conversation.isOpenQuestion(state, question), true);
  const asked = conversation.deskChanged(state, desk({ question_seq: 3 }));
  assert.equal(conversation.isOpenQuestion(asked, question), false);
  const pressed = conversation.queued(state, outgoing("a", { button: { id: "2.0", seq: 2 } }));
  assert.equal(conversation.isOpenQuestion(pressed, question), false);
});

test("buttons of an earlier conversation are past", () => {
  const question = message(2, { buttons: [{ id: "2.0", title: "Yes" }] });
  const state = conversation.deskChanged(synced(question), desk({ conversation_id: "cv2" }));
  assert.equal(conversation.isOpenQuestion(state, question), false);
});

test("only what the bot or an agent wrote after the last look counts as unread", () => {
  const line = message(3, { author: { kind: "system" } });
  const state = synced(message(1), own(2, "a"), line, message(4));
  assert.equal(conversation.unreadCount(state), 2);
  assert.equal(conversation.unreadCount(conversation.readUpTo(state, 1)), 1);
  assert.equal(conversation.unreadCount(conversation.readUpTo(state, 4)), 0);
});

test("what was read never becomes unread", () => {
  assert.equal(conversation.readUpTo(conversation.readUpTo(EMPTY, 5), 3).readSeq, 5);
});

test("what has arrived is counted by the desk's messages, not by our own", () => {
  assert.equal(conversation.lastFromDesk(synced(message(1), own(2, "a"))), 1);
  assert.equal(conversation.lastFromDesk(EMPTY), 0);
});

test("the dots go away with the message that they announced", () => {
  const typing = conversation.typingSeen(synced(), { kind: "agent", name: "Dana" });
  const bots = conversation.messageArrived(typing, message(1));
  assert.notEqual(bots.typing, null);
  const agents = conversation.messageArrived(bots, message(2, { author: { kind: "agent" } }));
  assert.equal(agents.typing, null);
});

test("the dots go away when the conversation goes to somebody else", () => {
  const bot = conversation.typingSeen(synced(), { kind: "bot" });
  assert.equal(conversation.deskChanged(bot, desk({ owner: "queue" })).typing, null);
  assert.notEqual(conversation.deskChanged(bot, desk()).typing, null);
  const agent = conversation.typingSeen(synced(), { kind: "agent" });
  assert.equal(conversation.deskChanged(agent, desk({ owner: "closed" })).typing, null);
});

test("it is the bot's turn after words of the customer, if it is up and owns the conversation", () => {
  const state = synced(own(1, "a"));
  assert.equal(conversation.isBotsTurn(state), true);
  assert.equal(conversation.isBotsTurn(synced(own(1, "a"), message(2))), false);
  assert.equal(conversation.isBotsTurn({ ...state, desk: desk({ owner: "agent" }) }), false);
  assert.equal(conversation.isBotsTurn({ ...state, desk: desk({ bot: "starting" }) }), false);
  assert.equal(conversation.isBotsTurn(EMPTY), false);
});

test("the agent speaks while they own the conversation, the bot at all other times", () => {
  const state = { ...EMPTY, desk: desk({ owner: "agent", agent: { name: "Dana" } }) };
  assert.deepEqual(conversation.speaker(state, "Warmdesk"), { kind: "agent", name: "Dana" });
  assert.deepEqual(conversation.speaker(EMPTY, "Warmdesk"), { kind: "bot", name: "Warmdesk" });
});

test("a rating is open, then being sent, then answered with its score", () => {
  const request = message(1, {
    kind: "rating_request",
    custom: { handoff_id: "h1", answered: false },
  });
  const rating = { handoff_id: "h1", score: 4 };
  const open = synced(request);
  assert.deepEqual(ratingState(open, request), { state: "open" });
  const sending = conversation.queued(open, outgoing("a", { rating }));
  assert.deepEqual(ratingState(sending, request), { state: "sending" });
  const failed = conversation.refused(sending, "a", "timeout");
  assert.deepEqual(ratingState(failed, request), { state: "failed" });
  const sent = conversation.stored(sending, "a", { seq: 2, conversation_id: "cv1", time: "t" });
  assert.deepEqual(ratingState(sent, request), { state: "answered", score: 4 });
});

test("a rating given elsewhere is answered after a reload, too", () => {
  const custom = { handoff_id: "h1", answered: true, score: 2 };
  const request = message(1, { kind: "rating_request", custom });
  const given = ratingState(synced(request), request);
  assert.deepEqual(given, { state: "answered", score: 2 });
});

test("a rating of the bot is told from one of another conversation", () => {
  const custom = { conversation_id: "cv1", answered: false };
  const request = message(1, { kind: "rating_request", custom });
  const other = { conversation_id: "cv0", score: 3 };
  const earlier = message(1, { conversation_id: "cv0", kind: "rating", custom: other });
  const open = { ...synced(request), earlier: [earlier] };
  assert.deepEqual(ratingState(open, request), { state: "open" });
  const given = conversation.queued(open, outgoing("a", { rating: { ...other, conversation_id: "cv1" } }));
  assert.deepEqual(ratingState(given, request), { state: "sending" });
});

test("what the customer has ended is over until they begin another one", () => {
  const ended = conversation.deskChanged(synced(message(1)), desk({ owner: "closed", ended: true }));
  assert.equal(conversation.isOver(ended), true);
  assert.equal(conversation.isOver(synced(message(1))), false);
  const anew = conversation.startedOver(ended);
  assert.equal(conversation.isOver(anew), false);
  const begun = conversation.messageArrived(anew, message(1, { conversation_id: "cv2" }));
  assert.equal(begun.anew, false);
  assert.deepEqual(begun.earlier.map((m) => m.conversation_id), ["cv1"]);
  const endedToo = conversation.deskChanged(begun, desk({ conversation_id: "cv2", ended: true }));
  assert.equal(conversation.isOver(endedToo), true);
});

test("what was read elsewhere is not counted as new here", () => {
  const state = synced(message(1), message(2));
  assert.equal(conversation.unreadCount(state), 2);
  const delivered = conversation.messageUpdated(state, { conversation_id: "cv1", seq: 2, state: "delivered" });
  assert.equal(conversation.unreadCount(delivered), 2);
  const read = conversation.messageUpdated(state, { conversation_id: "cv1", seq: 2, state: "read" });
  assert.equal(conversation.unreadCount(read), 0);
  const other = conversation.messageUpdated(state, { conversation_id: "cv0", seq: 2, state: "read" });
  assert.equal(conversation.unreadCount(other), 2);
});

const file = (ref) => ({ id: "f1", name: "a.png", kind: "image", ref });

test("files travel by their refs, with a text or alone", () => {
  const files = [file("md_1"), file("md_2")];
  const payload = payloadOf(outgoing("a", { files }));
  assert.deepEqual(payload, { client_id: "a", text: "hello", files: ["md_1", "md_2"] });
  const alone = payloadOf(outgoing("a", { text: "", files: [file("md_1")] }));
  assert.deepEqual(alone, { client_id: "a", files: ["md_1"] });
  assert.deepEqual(payloadOf(outgoing("a", { files: [] })), { client_id: "a", text: "hello" });
});

test("a message is whole once the desk has its files", () => {
  assert.equal(isWhole(outgoing("a")), true);
  const state = conversation.queued(EMPTY, outgoing("a", { files: [file(null)] }));
  assert.equal(isWhole(state.outgoing[0]), false);
  const whole = conversation.uploaded(state, "a", [file("md_1")]);
  assert.equal(isWhole(whole.outgoing[0]), true);
});

test("until the desk's copy is here the page shows its own files", () => {
  const sending = conversation.queued(synced(), outgoing("a", { files: [file("md_1")] }));
  const acked = conversation.stored(sending, "a", { seq: 1, conversation_id: "cv1", time: "t" });
  assert.deepEqual(acked.messages[0].attachments, [{ kind: "image", name: "a.png", upload: "f1" }]);
});

test("with the desk's copy the page goes on showing its own files, whatever comes first", () => {
  const sending = conversation.queued(synced(), outgoing("a", { files: [file("md_1")] }));
  const acked = conversation.stored(sending, "a", { seq: 1, conversation_id: "cv1", time: "t" });
  const attachment = { kind: "image", name: "a.png", url: "media/1" };
  const theirs = { ...own(1, "a"), attachments: [attachment] };
  const shown = [{ ...attachment, upload: "f1" }];
  for (const state of [sending, acked]) {
    const arrived = conversation.messageArrived(state, theirs);
    assert.deepEqual(arrived.messages[0].attachments, shown);
    assert.deepEqual(conversation.messageArrived(arrived, theirs).messages[0].attachments, shown);
  }
  assert.deepEqual(conversation.messageArrived(synced(), theirs).messages, [theirs]);
});

test("a file that the desk has no more is said to be gone, and sending it again cannot help", () => {
  const refusal = { code: "not_found" };
  assert.equal(errorOf(outgoing("a", { files: [file("md_1")] }), refusal), "fileLost");
  assert.equal(errorOf(outgoing("a"), refusal), "not_found");
  assert.equal(isFinal(outgoing("a", { error: "fileLost" })), true);
});
