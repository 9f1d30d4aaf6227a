/**
 * Who the customer is to the desk: their session, and what the browser keeps of them.
 *
 * @import {Page, Session} from "./wire.js"
 * @import {Conversation} from "./conversation.js"
 * @import {Memory} from "./storage.js"
 */

import { signal } from "./signal.js";
import * as conversation from "./conversation.js";
import { IdentityRefused, startSession } from "./session.js";
import { inTurn } from "./turns.js";

/** Stands for the visitor until the desk has said who it is. */
const NOBODY = "";
/** How the names of visitors begin whom the site has vouched for. */
const CUSTOMER = "crm:";

export class Visitor {
  session = signal(/** @type {Session | null} */ (null));

  #base;
  #storage;
  #locale;
  #told;
  /** @type {string | null} */
  #identity;

  /**
   * @param {{base: string, storage: Memory, identity: string | null, locale: string}} options
   * @param {{refused: () => void, left: () => void}} told  The identity does not hold; a customer
   *   whom the desk knew has left.
   */
  constructor({ base, storage, identity, locale }, told) {
    this.#base = base;
    this.#storage = storage;
    this.#identity = identity;
    this.#locale = locale;
    this.#told = told;
  }

  get draft() {
    return this.#storage.draft(this.#id);
  }

  set draft(text) {
    this.#storage.rememberDraft(this.#id, text);
  }

  get #id() {
    return this.session.value?.visitor.id ?? NOBODY;
  }

  /** Becomes somebody else; null is a visitor whom nobody knows. @param {string | null} identity */
  identify(identity) {
    this.#identity = identity;
    const kept = this.#storage.session;
    if (kept?.signed_in && !isOf(identity, kept.visitor.id)) this.#forget();
  }

  /** Another tab has changed what the browser keeps; whether the customer who is here has left there.
   * @param {StorageEvent} change */
  leftElsewhere(change) {
    if (!this.#storage.saysLeft(change)) return false;
    if (this.#identity === null && !this.session.value?.visitor.id.startsWith(CUSTOMER)) return false;
    this.#identity = null;
    this.#forgetHere();
    return true;
  }

  /** Whether the page has yet to say that whoever was signed in on the last one still is. */
  get isAwaited() {
    return this.#identity === null && Boolean(this.#storage.session?.signed_in);
  }

  /** One attempt at a session; null when the desk cannot be reached.
   * @param {Page} page @returns {Promise<Session | null>} */
  tried(page) {
    // A customer is known for as long as the page says who it is.
    if (this.isAwaited) this.#forget();
    if (this.#identity !== null) return this.#asked(page);
    // Tabs that begin together are one visitor: the second finds what the first was given.
    return inTurn(this.#storage, async () => {
      const session = await this.#asked(page);
      if (session && this.#identity === null) this.#keep(session, session.conversation_id);
      return session;
    });
  }

  /** @param {Page} page @returns {Promise<Session | null>} */
  async #asked(page) {
    const kept = this.#storage.session;
    // A signed-in customer's token stays here when somebody else signs in.
    const token = kept?.signed_in ? undefined : kept?.token;
    const identity = this.#identity ?? undefined;
    try {
      return await startSession(this.#base, { token, identity, page, locale: this.#locale });
    } catch (error) {
      if (error instanceof IdentityRefused && identity) this.#forgetIdentity();
      return null;
    }
  }

  /** Takes a session; whether it is another visitor's than the one before, if there was one.
   * @param {Session} session @returns {{isSame: boolean, isAnother: boolean}} */
  adopt(session) {
    const before = this.session.value?.visitor.id;
    const isSame = before === session.visitor.id;
    // What somebody else began to write here is not the next one's to read.
    if (!isSame) this.#takeOver(session.visitor.id);
    this.session.value = session;
    this.#keep(session, session.conversation_id);
    return { isSame, isAnother: before !== undefined && !isSame };
  }

  /** What is known of this visitor before the desk has said anything.
   * @param {Session} session @returns {Conversation} */
  remembered({ visitor, conversation_id, desk }) {
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

  /** Keeps what a change leaves to be sent, and which conversation it is.
   * @param {Conversation} before @param {Conversation} next */
  keepChanges(before, next) {
    this.#storage.keepChanges(this.#id, before.outgoing, next.outgoing);
    const session = this.session.value;
    if (session && before.id !== next.id) this.#keep(session, next.id);
  }

  /** @param {string} conversationId @param {number} seq */
  rememberRead(conversationId, seq) {
    this.#storage.rememberRead(this.#id, conversationId, seq);
  }

  /** @param {Session} session @param {string | null} conversationId */
  #keep(session, conversationId) {
    this.#storage.keepSession(session, conversationId, this.#identity !== null);
  }

  /** What was written before the desk could be reached is this visitor's. @param {string} id */
  #takeOver(id) {
    const early = this.#storage.draft(NOBODY);
    const unsent = this.#storage.outgoing(NOBODY, Date.now());
    this.#storage.keepOnly(id);
    unsent.forEach((outgoing) => this.#storage.keep(NOBODY, outgoing));
    if (early && !this.#storage.draft(id)) this.#storage.rememberDraft(id, early);
  }

  /** The page gave an identity that does not hold: go on as a visitor, and let the page know. */
  #forgetIdentity() {
    this.identify(null);
    this.#told.refused();
  }

  /** Nothing of a customer who left stays in the browser. */
  #forget() {
    this.#storage.forgetAll();
    this.#forgetHere();
  }

  #forgetHere() {
    this.session.value = null;
    this.#told.left();
  }
}

/** Whether an identity may be that of a visitor: one that cannot be read may be anybody's.
 * @param {string | null} identity @param {string} visitorId */
function isOf(identity, visitorId) {
  if (identity === null) return false;
  try {
    const [, claims] = identity.split(".");
    const plain = atob(claims.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(plain, (char) => char.charCodeAt(0));
    return CUSTOMER + JSON.parse(new TextDecoder().decode(bytes)).sub === visitorId;
  } catch {
    return true;
  }
}
