/**
 * Keeps one conversation going: who we are, the line, and what is still to be sent.
 *
 * @import {Attachment, Author, Message} from "./shown.js"
 * @import {Button, Page, RatingGiven, Session, Synced} from "./wire.js"
 * @import {Conversation} from "./conversation.js"
 * @import {Outgoing, OutgoingFile} from "./outgoing.js"
 * @import {Line} from "./socket.js"
 * @import {Memory} from "./storage.js"
 */

import { signal } from "./signal.js";
import * as conversation from "./conversation.js";
import { lineCode } from "./line_code.js";
import { written } from "./outgoing.js";
import { delay, pause, untilThere } from "./pauses.js";
import { isOfSame } from "./ratings.js";
import { Sender } from "./sender.js";
import { Typing } from "./typing.js";
import { upload } from "./upload.js";
import { Uploads } from "./uploads.js";
import { uuid } from "./uuid.js";
import { Visitor } from "./visitor.js";

export const TEXT_LIMIT = 5_000;

const TYPING_SHOWN_MS = 6_000;
/** How long the bot may take before its dots go away. */
const ANSWER_SHOWN_MS = 30_000;
/** Addresses of files end after a day: a page that reconnects after so long fetches all anew. */
const FRESH_MS = 12 * 60 * 60_000;

/** @typedef {"connecting" | "online" | "offline"} Connection */

export class Client extends EventTarget {
  conversation = signal(conversation.EMPTY);
  connection = signal(/** @type {Connection} */ ("connecting"));
  /** What the customer accepted, and what the bot has said with it. */
  invitation = signal(/** @type {{id: string, opening: string} | null} */ (null));
  /** The customer came with a link that is over, which they are told. */
  linkIsOver = signal(false);
  files = new Uploads((file, how) => upload(this.#base, this.session.value?.token, file, how));

  #base;
  #sender;
  #page;
  #toldPage = "";
  /** @type {Line | null} */
  #line = null;
  #round = 0;
  #renewals = 0;
  #wholeAt = 0;
  #typing = new Typing();

  /**
   * @param {{
   *   base: string, storage: Memory, identity: string | null, locale: string, page: () => Page,
   * }} options
   */
  constructor({ page, ...options }) {
    super();
    this.#base = options.base;
    this.#page = page;
    this.visitor = new Visitor(options, {
      refused: () => this.dispatchEvent(new Event("identity-refused")),
      left: () => this.#forgetCustomer(),
    });
    this.session = this.visitor.session;
    this.#sender = new Sender({
      line: () => this.#line,
      state: () => this.conversation.value,
      change: (next) => this.#change(next),
      files: this.files,
      invitation: () => this.invitation.value,
      page,
      stored: () => this.#showAnswerComing(),
      unauthorized: () => this.#renew(),
    });
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
    const session = await untilThere(() => this.visitor.tried(this.#page()), how);
    if (!session) return;
    this.#adopt(session);
    const code = await untilThere(lineCode, how);
    if (code) this.#line = this.#opened(code, session);
  }

  /** Becomes somebody else; null is a visitor whom nobody knows.
   * @param {string | null} identity */
  identify(identity) {
    this.visitor.identify(identity);
    return this.start();
  }

  /** @param {string} text @param {OutgoingFile[]} [files] */
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

  /** @param {RatingGiven} rating */
  rate(rating) {
    this.conversation.value.outgoing
      .filter((o) => o.rating && isOfSame(o.rating, rating))
      .forEach((o) => this.discard(o.client_id));
    this.#enqueue({ text: rating.comment ?? "", rating });
  }

  /** Ends the conversation; resolves to whether the desk has done so. */
  async end() {
    const { id } = /** @type {{id: string}} */ (this.conversation.value); // it has begun
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
    this.#sender.pump();
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
    this.visitor.rememberRead(before.id, seq);
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

  /** Nothing of a customer who left stays on the screen. */
  #forgetCustomer() {
    this.files.restart();
    this.conversation.value = conversation.EMPTY;
  }

  /** @param {Session} session */
  #adopt(session) {
    const { isSame, isAnother } = this.visitor.adopt(session);
    if (isAnother) this.files.restart();
    if (!isSame) this.#change(this.visitor.remembered(session));
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

  /** @param {Synced} reply */
  #caughtUp(reply) {
    this.#renewals = 0;
    this.#change(conversation.caughtUp(this.conversation.value, reply));
    this.connection.value = "online";
    this.#confirm();
    this.files.resume();
    this.#sender.pump();
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

  /** Until the bot's answer is here, it is shown to be writing. */
  #showAnswerComing() {
    if (!conversation.isBotsTurn(this.conversation.value)) return;
    const name = this.session.value?.desk.bot_name;
    this.#othersType({ kind: "bot", name }, ANSWER_SHOWN_MS);
  }

  /** @param {Pick<Outgoing, "text"> & Partial<Outgoing>} said */
  #enqueue(said) {
    this.linkIsOver.value = false;
    const outgoing = written(uuid(), new Date().toISOString(), said);
    this.#typing.sent();
    this.#change(conversation.queued(this.conversation.value, outgoing));
    this.#sender.pump();
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
    this.visitor.keepChanges(before, next);
  }
}
