/**
 * Keeps one conversation going: who we are, the line, and what is still to be sent.
 *
 * @import {Attachment, Author, Button, Message, Page, Rating, Sent, Session, SyncReply} from "./wire.js"
 * @import {Conversation, Outgoing} from "./conversation.js"
 * @import {Line} from "./socket.js"
 * @import {Memory} from "./storage.js"
 */

import { signal } from "./signal.js";
import * as conversation from "./conversation.js";
import { lineCode } from "./line_code.js";
import { delay, pause, untilThere } from "./pauses.js";
import { IdentityRefused, startSession } from "./session.js";
import { Typing } from "./typing.js";
import { upload } from "./upload.js";
import { Uploads } from "./uploads.js";
import { uuid } from "./uuid.js";

export const TEXT_LIMIT = 5_000;

/** Stands for the visitor until the desk has said who it is. */
const NOBODY = "";
const TYPING_SHOWN_MS = 6_000;
/** How long the bot may take before its dots go away. */
const ANSWER_SHOWN_MS = 30_000;
/** Addresses of files end after a day: a page that reconnects after so long fetches all anew. */
const FRESH_MS = 12 * 60 * 60_000;

/** @typedef {"connecting" | "online" | "offline"} Connection */

export class Client extends EventTarget {
  conversation = signal(conversation.EMPTY);
  connection = signal(/** @type {Connection} */ ("connecting"));
  session = signal(/** @type {Session | null} */ (null));
  /** What the customer accepted, and what the bot has said with it. */
  invitation = signal(/** @type {{id: string, opening: string} | null} */ (null));
  /** The customer came with a link that is over, which they are told. */
  linkIsOver = signal(false);
  files = new Uploads((file, how) => upload(this.#base, this.session.value?.token, file, how));

  #base;
  #storage;
  #locale;
  #page;
  #toldPage = "";
  /** @type {string | null} */
  #identity;
  /** @type {Line | null} */
  #line = null;
  #round = 0;
  #renewals = 0;
  #pumping = false;
  #wholeAt = 0;
  #typing = new Typing();

  /**
   * @param {{
   *   base: string, storage: Memory, identity: string | null, locale: string, page: () => Page,
   * }} options
   */
  constructor({ base, storage, identity, locale, page }) {
    super();
    this.#base = base;
    this.#storage = storage;
    this.#identity = identity;
    this.#locale = locale;
    this.#page = page;
  }

  /** Gets a session, for as long as it takes, and opens the line. */
  async start() {
    const round = ++this.#round;
    const how = {
      isWanted: () => round === this.#round,
      missed: () => (this.connection.value = "offline"),
    };
    this.#hangUp();
    lineCode(0); // by the time that there is a session it has come
    const session = await untilThere(() => this.#tried(), how);
    if (!session) return;
    this.#adopt(session);
    const code = await untilThere(lineCode, how);
    if (code) this.#line = this.#opened(code, session);
  }

  /** Becomes somebody else; null is a visitor whom nobody knows.
   * @param {string | null} identity */
  identify(identity) {
    this.#identity = identity;
    if (identity === null && this.#storage.session?.signed_in) this.#forgetCustomer();
    return this.start();
  }

  /** @param {string} text @param {import("./conversation.js").OutgoingFile[]} [files] */
  say(text, files) {
    this.#enqueue({ text, files });
  }

  /** Where a file can be read; null when it cannot. @param {Attachment} attachment */
  addressOf({ url, upload }) {
    return url ? new URL(url, this.#base).href : this.files.previewOf(upload);
  }

  /** @param {Message} message @param {Button} button */
  press(message, button) {
    this.#enqueue({ text: button.title, button: { id: button.id, seq: message.seq } });
  }

  /** @param {Rating} rating */
  rate(rating) {
    this.conversation.value.outgoing
      .filter((o) => o.rating && conversation.isOfSame(o.rating, rating))
      .forEach((o) => this.discard(o.client_id));
    this.#enqueue({ text: rating.comment ?? "", rating });
  }

  /** Ends the conversation; resolves to whether the desk has done so. */
  async end() {
    const { id } = this.conversation.value;
    const answer = await this.#line?.end({ conversation_id: id }).catch(() => null);
    return Boolean(answer && !("error" in answer));
  }

  /** The next message begins another conversation. */
  startOver() {
    this.#change(conversation.startedOver(this.conversation.value));
  }

  /** @param {string} clientId */
  retry(clientId) {
    this.#change(conversation.retried(this.conversation.value, clientId));
    this.#pump();
  }

  /** @param {string} clientId */
  discard(clientId) {
    this.#change(conversation.discarded(this.conversation.value, clientId));
  }

  /** Everything up to this message was on the screen. @param {number} seq */
  read(seq) {
    const before = this.conversation.value;
    if (seq <= before.readSeq || before.id === null) return;
    this.#change(conversation.readUpTo(before, seq));
    this.#storage.rememberRead(this.#visitorId, before.id, seq);
    this.#line?.confirm("read", { conversation_id: before.id, seq });
  }

  /** The customer is writing; told to the desk now and then. */
  typing() {
    if (this.#typing.isDue()) this.#line?.typing();
  }

  /** Tells the desk where the customer is by now, if that has changed or the desk may have heard
   * otherwise. @param {{again?: boolean}} how */
  look({ again = false } = {}) {
    const { id, desk, synced } = this.conversation.value;
    if (!synced || id === null || desk.owner === "closed") return;
    const page = this.#page();
    const said = JSON.stringify(page);
    if (said === this.#toldPage && !again) return;
    this.#toldPage = said;
    this.#line?.look(page);
  }

  get draft() {
    return this.#storage.draft(this.#visitorId);
  }

  set draft(text) {
    this.#storage.rememberDraft(this.#visitorId, text);
  }

  get #visitorId() {
    return this.session.value?.visitor.id ?? NOBODY;
  }

  /** One attempt at a session; null when the desk cannot be reached.
   * @returns {Promise<Session | null>} */
  async #tried() {
    const kept = this.#storage.session;
    // A signed-in customer's token stays here when somebody else signs in.
    const token = this.#identity && kept?.signed_in ? undefined : kept?.token;
    const identity = this.#identity ?? undefined;
    const request = { token, identity, page: this.#page(), locale: this.#locale };
    try {
      return await startSession(this.#base, request);
    } catch (error) {
      if (error instanceof IdentityRefused && identity) this.#forgetIdentity();
      return null;
    }
  }

  /** The page gave an identity that does not hold: go on as a visitor, and let the page know. */
  #forgetIdentity() {
    this.#identity = null;
    if (this.#storage.session?.signed_in) this.#forgetCustomer();
    this.dispatchEvent(new Event("identity-refused"));
  }

  /** Nothing of a customer who left stays on the screen. */
  #forgetCustomer() {
    this.#storage.session = null;
    this.session.value = null;
    this.files.restart();
    this.conversation.value = conversation.EMPTY;
  }

  /** @param {Session} session */
  #adopt(session) {
    const before = this.session.value?.visitor.id;
    const isSame = before === session.visitor.id;
    this.session.value = session;
    if (before && !isSame) this.files.restart();
    this.#keepSession(session.conversation_id);
    if (!isSame) this.#change(this.#remembered(session));
  }

  /** @param {typeof import("./socket.js")} code @param {Session} session */
  #opened(code, { token }) {
    return new code.Line(this.#base, token, {
      connected: () => this.#connected(),
      disconnected: () => this.#disconnected(),
      unauthorized: () => this.#renew(),
      message: (message) => this.#arrived(message),
      update: (update) => this.#apply(conversation.messageUpdated, update),
      typing: ({ author }) => this.#othersType(author, TYPING_SHOWN_MS),
      state: (desk) => this.#apply(conversation.deskChanged, desk),
    });
  }

  /** What is known of this visitor before the desk has said anything.
   * @param {Session} session @returns {Conversation} */
  #remembered({ visitor, conversation_id, desk }) {
    const read = this.#storage.lastRead(visitor.id);
    const readSeq = read?.conversation_id === conversation_id ? (read?.seq ?? 0) : 0;
    const quiet = { ...conversation.EMPTY.desk, bot: desk.bot };
    const begun = { ...conversation.EMPTY, id: conversation_id, readSeq, desk: quiet };
    const now = Date.now();
    // What was written before the desk could be reached is this visitor's, too.
    const early = this.#storage.outgoing(NOBODY, now);
    early.forEach((o) => this.#storage.forget(NOBODY, o.client_id));
    return [...this.#storage.outgoing(visitor.id, now), ...early].reduce(conversation.queued, begun);
  }

  /** The token no longer holds: get another, slower each time in a row. */
  async #renew() {
    const round = ++this.#round;
    this.#disconnected();
    await pause(delay(this.#renewals++));
    if (round === this.#round) await this.start();
  }

  async #connected() {
    this.#change(conversation.timeoutsRetried(this.conversation.value));
    await this.#sync();
  }

  #disconnected() {
    this.connection.value = "offline";
    this.#change(conversation.disconnected(this.conversation.value));
  }

  /** Asks for what is missing; again, as long as the line is up, when there is no answer. */
  async #sync() {
    const line = this.#line;
    if (!line) return;
    this.connection.value = "connecting";
    const whole = Date.now() - this.#wholeAt > FRESH_MS;
    const request = conversation.syncRequest(this.conversation.value, { whole });
    const reply = await line.sync(request).catch(() => null);
    if (line !== this.#line) return;
    if (whole && reply) this.#wholeAt = Date.now();
    if (reply && "error" in reply) await this.#renew();
    else if (reply) this.#caughtUp(reply);
    else if (line.isUp) await this.#sync();
  }

  /** @param {SyncReply} reply */
  #caughtUp(reply) {
    this.#renewals = 0;
    this.#change(conversation.caughtUp(this.conversation.value, reply));
    this.connection.value = "online";
    this.#confirm();
    this.files.resume();
    this.#pump();
  }

  /** @param {Message} message */
  #arrived(message) {
    this.#apply(conversation.messageArrived, message);
    this.#confirm();
  }

  /** @template T @param {(state: Conversation, event: T) => Conversation} change @param {T} event */
  #apply(change, event) {
    this.#change(change(this.conversation.value, event));
    // A new conversation began elsewhere: fetch what it already holds.
    if (this.connection.value === "online" && !this.conversation.value.synced) this.#sync();
  }

  #confirm() {
    const { id, synced } = this.conversation.value;
    const seq = conversation.lastFromDesk(this.conversation.value);
    if (synced && seq > 0) this.#line?.confirm("received", { conversation_id: id, seq });
  }

  /** @param {Author} author @param {number} forMs */
  #othersType(author, forMs) {
    this.#change(conversation.typingSeen(this.conversation.value, author));
    const over = () => this.#change(conversation.typingOver(this.conversation.value));
    this.#typing.show(forMs, over);
  }

  /** @param {Pick<Outgoing, "text"> & Partial<Outgoing>} said */
  #enqueue(said) {
    this.linkIsOver.value = false;
    const outgoing = conversation.written(uuid(), new Date().toISOString(), said);
    this.#typing.sent();
    this.#change(conversation.queued(this.conversation.value, outgoing));
    this.#pump();
  }

  /** Sends one after the other: the desk must get them in the order of writing. */
  async #pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#line?.isUp && this.conversation.value.synced) {
      const outgoing = conversation.nextToSend(this.conversation.value);
      if (!outgoing) break;
      if (conversation.isWhole(outgoing)) await this.#deliver(this.#line, outgoing);
      else await this.#upload(this.#line, outgoing);
    }
    this.#pumping = false;
  }

  /** Has the desk get what goes with a message. @param {Line} line @param {Outgoing} outgoing */
  async #upload(line, { client_id, files = [] }) {
    for (const { id, ref } of files) if (!ref) await this.files.finish(id);
    const { value: all } = this.files.all;
    const now = files.map((file) => ({ ...file, ref: file.ref ?? all[file.id]?.ref ?? null }));
    this.#change(conversation.uploaded(this.conversation.value, client_id, now));
    const missing = now.find(({ ref }) => !ref);
    // As with words: while the line is down it waits for the next one.
    if (missing && line.isUp) this.#notTaken(client_id, all[missing.id]?.error ?? "fileLost");
  }

  /** @param {Line} line @param {Outgoing} outgoing */
  async #deliver(line, outgoing) {
    const { client_id } = outgoing;
    const begins = this.conversation.value.id === null && this.invitation.value;
    const invitation = begins ? { invitation: begins.id } : {};
    const payload = { ...conversation.payloadOf(outgoing), ...invitation, page: this.#page() };
    const answer = await line.send(payload).catch(() => null);
    if (line !== this.#line) return;
    if (answer && "error" in answer) this.#notTaken(client_id, conversation.errorOf(outgoing, answer.error));
    else if (answer) this.#stored(client_id, answer);
    // While the line is down it waits for the next one; otherwise the customer decides.
    else if (line.isUp) this.#notTaken(client_id, "timeout");
  }

  /** @param {string} clientId @param {Sent} sent */
  #stored(clientId, sent) {
    this.#change(conversation.stored(this.conversation.value, clientId, sent));
    if (!conversation.isBotsTurn(this.conversation.value)) return;
    const name = this.session.value?.desk.bot_name;
    this.#othersType({ kind: "bot", name }, ANSWER_SHOWN_MS);
  }

  /** @param {string} clientId @param {string} code */
  #notTaken(clientId, code) {
    if (code === "unauthorized") this.#renew();
    else this.#change(conversation.refused(this.conversation.value, clientId, code));
  }

  #hangUp() {
    this.#line?.hangUp();
    this.#line = null;
    this.connection.value = "connecting";
    this.#change(conversation.disconnected(this.conversation.value));
  }

  /** @param {Conversation} next */
  #change(next) {
    const before = this.conversation.value;
    this.conversation.value = next;
    this.#storage.keepChanges(this.#visitorId, before.outgoing, next.outgoing);
    if (before.id !== next.id) this.#keepSession(next.id);
  }

  /** @param {string | null} conversationId */
  #keepSession(conversationId) {
    const session = this.session.value;
    if (session) this.#storage.keepSession(session, conversationId, this.#identity !== null);
  }
}
