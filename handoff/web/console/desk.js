/**
 * The state of the console as signals, and everything an agent can do as methods.
 *
 * @import {Conversation, DeskEvent, Message, Snapshot} from "./types.js"
 * @import {Connection} from "./connection.js"
 * @import {Kind} from "./drafts.js"
 * @import {Ask} from "./follow.js"
 * @import {Place, View} from "./place.js"
 *
 * @typedef {"lists" | "main" | "case"} Pane
 * @typedef {"connecting" | "live" | "lost" | "outdated"} Link
 */

import { batch, computed, signal } from "../vendor/signals.js";
import { Attached } from "./attached.js";
import { Casework } from "./casework.js";
import { Contacts } from "./contacts.js";
import { Drafts } from "./drafts.js";
import { said } from "./errors.js";
import { upload } from "./files.js";
import { Finder } from "./finder.js";
import { FoldError } from "./fold.js";
import { Follower } from "./follow.js";
import { Handling } from "./handling.js";
import { followBot } from "./health.js";
import { beside } from "./place.js";
import { Quotes } from "./quotes.js";
import { Reading } from "./reading.js";
import { Replies } from "./replies.js";
import { Resolving } from "./resolving.js";
import { Sending } from "./sending.js";
import { Threads } from "./threads.js";
import { Typing } from "./typing.js";

const CONTACT_GOOD_FOR = 60_000;

export class Desk {
  link = signal(/** @type {Link} */ ("connecting"));
  snapshot = signal(/** @type {Snapshot | null} */ (null));
  bot = signal(/** @type {Snapshot["waiting_bot"]} */ ("up"));
  /** What stands beside the left column. */
  view = signal(/** @type {View} */ ("conversation"));
  /** What is on a screen that has room for one thing alone. */
  pane = signal(/** @type {Pane} */ ("lists"));
  /** Id of the conversation in the middle. */
  selected = signal(/** @type {string | null} */ (null));
  /** `seq` of the message in it that a link names. */
  target = signal(/** @type {number | null} */ (null));
  /** What went wrong outside a conversation. */
  problem = signal(/** @type {string | null} */ (null));
  writing = signal(/** @type {Kind} */ ("reply"));
  /** The box should take the keyboard as soon as it is there. */
  boxWanted = signal(false);
  dialog = signal(/** @type {"shortcuts" | "resolve" | "transfer" | "incidents" | "account" | "own-account" | "token" | "erase" | "search" | "replies" | "link" | "reassign" | "labels" | "label-list" | "skill-list" | "ask-bot" | "block" | null} */ (null));
  /** The present in ms since 1970, once a second. */
  now = signal(Date.now());
  watching = signal(document.visibilityState === "visible");

  attached = new Attached(upload);
  drafts = new Drafts();
  quotes = new Quotes();
  reading = new Reading();
  replies = new Replies();

  thread = computed(() => this.threads.of(this.selected.value));
  /** The agent's own conversations, the longest held first, so that none moves under the hand. */
  mine = computed(() =>
    [...(this.snapshot.value?.conversations ?? [])].sort(
      (a, b) => Date.parse(a.opened_at) - Date.parse(b.opened_at) || (a.id < b.id ? -1 : 1),
    ),
  );
  /** Whether the conversation in the middle is the agent's. */
  canReply = computed(() => {
    const conversation = this.thread.value?.conversation;
    const agent = this.snapshot.value?.agent;
    return conversation?.owner === "agent" && conversation.agent_id === agent?.id;
  });
  mentions = computed(() => (this.snapshot.value?.notices ?? []).filter((each) => each.seq));
  unread = computed(() => this.mine.value.filter((each) => each.unread > 0).length);

  /**
   * @param {Connection} connection
   * @param {() => void} loggedOut
   */
  constructor(connection, loggedOut) {
    this.connection = connection;
    this.loggedOut = loggedOut;
    /** @type {Ask} */
    const ask = (name, data) => connection.ask(name, data);
    const tried = (/** @type {() => Promise<unknown>} */ act) => this.#tried(act);
    this.casework = new Casework(ask, tried);
    this.handling = new Handling(ask, tried, this);
    this.contacts = new Contacts(ask);
    this.sending = new Sending(ask, this.drafts, this.quotes, () => {
      if (this.link.value === "live") connection.again();
    });
    this.finder = new Finder(ask);
    this.threads = new Threads(ask);
    this.resolving = new Resolving(ask, (problem) => (this.problem.value = problem));
    this.typing = new Typing((id) => connection.tell("typing", { conversation_id: id }));
    this.follower = new Follower(ask, (snapshot, event) => this.#show(snapshot, event));
  }

  start() {
    setInterval(() => this.resolving.tell((this.now.value = Date.now())), 1_000);
    followBot(this.bot, () => this.watching.value && this.link.value === "live");
    this.reading.follow(this);
    document.addEventListener("visibilitychange", () => {
      this.watching.value = document.visibilityState === "visible";
      this.#look();
    });
    this.connection.open({
      connected: () => this.#connected(),
      lost: () => (this.link.value = this.link.value === "outdated" ? "outdated" : "lost"),
      unauthorized: this.loggedOut,
      event: (event) => this.#guarded(() => this.follower.receive(event)),
      typing: (id) => this.typing.heard(id),
    });
  }

  /**
   * Show a conversation, or the message of it that a link names.
   *
   * @param {string} id
   * @param {number | null} [seq]
   */
  select(id, seq = null) {
    batch(() => {
      if (id !== this.selected.value) this.writing.value = "reply";
      this.view.value = "conversation";
      this.pane.value = "main";
      this.selected.value = id;
      this.target.value = seq;
    });
    this.#load(id);
  }

  /** @param {Place} place */
  goTo({ view, id, seq }) {
    if (view === "join") return;
    const here = id === this.selected.value && seq === this.target.value;
    if (view === "conversation" && id && !here) return this.select(id, seq);
    this.view.value = view;
    this.pane.value = view === "conversation" && !id ? "lists" : "main";
  }

  /** @param {string} permission */
  may(permission) {
    return this.snapshot.value?.agent.may.some((each) => each === permission) ?? false;
  }

  /** @param {1 | -1} step */
  selectNext(step) {
    const next = beside(this.mine.value.map((each) => each.id), this.selected.value, step);
    if (next) this.select(next);
  }

  /**
   * Bring the keyboard to the box, for a reply or for an internal note.
   *
   * @param {Kind} kind
   */
  write(kind) {
    this.writing.value = kind;
    this.boxWanted.value = true;
  }

  /**
   * @param {Conversation} conversation
   * @param {Kind} kind
   * @param {string} text
   */
  send(conversation, kind, text) {
    if (kind === "reply") this.resolving.undo(conversation.id);
    return this.sending.send(conversation, kind, text);
  }

  /** More of the queue, when only its head is known. */
  moreOfQueue() {
    return this.#tried(async () => {
      this.snapshot.value = (await this.follower.more()) ?? this.snapshot.value;
    });
  }

  /** @param {string} id  of a conversation, of which more was said than is shown */
  earlier(id) {
    return this.#tried(() => this.threads.earlier(id));
  }

  /**
   * @param {string} id
   * @param {Kind} kind
   */
  typed(id, kind) {
    this.reading.typed(id, kind);
    if (kind === "reply") this.typing.typed(id);
  }

  /** @param {string | null} id  of an agent */
  nameOf(id) {
    return this.snapshot.value?.agents.find((each) => each.id === id)?.name ?? "a colleague";
  }

  async #connected() {
    try {
      await this.follower.connected();
      this.link.value = "live";
      this.problem.value = null;
      if (this.selected.value) this.#load(this.selected.value);
      await this.sending.again();
    } catch (error) {
      if (!this.#outdated(error)) this.connection.again();
    }
  }

  /**
   * @param {Snapshot} snapshot
   * @param {DeskEvent | null} event
   */
  #show(snapshot, event) {
    batch(() => {
      this.snapshot.value = snapshot;
      if (event) this.#pass(event);
      else this.bot.value = snapshot.waiting_bot;
      this.#look();
    });
  }

  /** @param {DeskEvent} event */
  #pass(event) {
    const id = event.data.conversation_id ?? event.data.conversation?.id;
    this.threads.fold(id, event);
    if (event.type === "message.added") this.#added(id, event.data.message);
  }

  /**
   * @param {string} id
   * @param {Message} message
   */
  #added(id, { author, client_id }) {
    this.sending.outbox.drop(client_id);
    if (author.kind === "customer") {
      this.typing.sent(id);
      this.resolving.undo(id);
    }
  }

  /** @param {string} id */
  #load(id) {
    this.#open(id);
    this.contacts.read(id, CONTACT_GOOD_FOR);
    this.#look();
  }

  /** @param {string} id */
  async #open(id) {
    if (this.link.value !== "live") return;
    await this.#tried(async () => {
      await this.threads.open(id, id === this.selected.peek() ? this.target.peek() : null);
      this.#look();
    });
  }

  /** What is on screen now counts as read. */
  #look() {
    const thread = this.thread.peek();
    const seq = thread?.messages.at(-1)?.seq;
    if (!seq || this.view.peek() !== "conversation" || !this.watching.peek()) return;
    const mine = this.mine.peek().find((each) => each.id === thread.conversation.id);
    if (mine?.unread && this.link.peek() === "live") this.connection.tell("read", { conversation_id: mine.id, seq });
  }

  /** @param {() => Promise<unknown>} act */
  async #tried(act) {
    this.problem.value = null;
    try {
      await act();
    } catch (error) {
      this.problem.value = said(error);
    }
  }

  /** @param {() => void} act */
  #guarded(act) {
    try {
      act();
    } catch (error) {
      if (!this.#outdated(error)) throw error;
    }
  }

  /** @param {unknown} error */
  #outdated(error) {
    if (!(error instanceof FoldError)) return false;
    console.error(error);
    this.link.value = "outdated";
    this.connection.close();
    return true;
  }
}
