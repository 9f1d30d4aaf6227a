/**
 * What outlives a reload: the session, what was not sent yet, what was read, the draft. Whatever is a
 * customer's goes with them.
 *
 * Keys begin with `warmdesk:<address of the desk>`, so that two desks on one site do not meet.
 *
 * @import {Session} from "./wire.js"
 * @import {Outgoing} from "./outgoing.js"
 */

const DAY_MS = 24 * 60 * 60_000;
/** What is kept of one visitor: names go on with a colon and who it is. */
const OF_VISITOR = ["out", "read", "draft"];

/**
 * @typedef {Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Backend
 * @typedef {Pick<Session, "token" | "visitor" | "conversation_id"> & {signed_in: boolean}} Kept
 */

export class Memory {
  /** Says which desk's it is. */
  name;
  #prefix;
  #backend;

  /** @param {string} base @param {Backend} backend */
  constructor(base, backend) {
    this.#prefix = this.name = `warmdesk:${base}`;
    this.#backend = backend;
  }

  /** @returns {Kept | null} */
  get session() {
    return this.#read("session");
  }

  /** @param {Kept | null} session */
  set session(session) {
    this.#write("session", session);
  }

  /** Keeps who we are, and whether the site has vouched for it.
   * @param {Session} session @param {string | null} conversation_id @param {boolean} vouched */
  keepSession({ token, visitor }, conversation_id, vouched) {
    const kept = this.session;
    const signed_in = vouched || Boolean(kept?.visitor.id === visitor.id && kept.signed_in);
    this.session = { token, visitor, conversation_id, signed_in };
  }

  /** Which tab does what only one may do at a time. @returns {{id: string, until: number} | null} */
  get turn() {
    return this.#read("turn");
  }

  /** @param {{id: string, until: number} | null} turn */
  set turn(turn) {
    this.#write("turn", turn);
  }

  /** Forgets whatever was kept of others, their words above all. @param {string} visitorId */
  keepOnly(visitorId) {
    const isOwn = (/** @type {string} */ name) =>
      OF_VISITOR.some((kind) => `${name}:`.startsWith(`${kind}:${visitorId}:`));
    this.#ofVisitors().filter((name) => !isOwn(name)).forEach((name) => this.#write(name, null));
  }

  /** Forgets the customer who has left, and tells other tabs. */
  forgetAll() {
    this.session = null;
    this.#ofVisitors().forEach((name) => this.#write(name, null));
    this.#write("left", Date.now());
  }

  /** Whether a change of the browser's store says that the customer has left, in another tab.
   * @param {Pick<StorageEvent, "key" | "newValue">} change */
  saysLeft({ key, newValue }) {
    return key === `${this.#prefix}:left` && newValue !== null;
  }

  /** Oldest first; what is older than a day is forgotten.
   * @param {string} visitorId @param {number} now @returns {Outgoing[]} */
  outgoing(visitorId, now) {
    /** @type {Outgoing[]} */
    const kept = this.#names(`out:${visitorId}:`).map((name) => this.#read(name));
    const [old, good] = split(kept, (o) => now - Date.parse(o.time) > DAY_MS);
    old.forEach((o) => this.forget(visitorId, o.client_id));
    return good.sort((a, b) => a.time.localeCompare(b.time));
  }

  /** What is new or different is kept, what is gone forgotten.
   * @param {string} visitorId @param {Outgoing[]} before @param {Outgoing[]} after */
  keepChanges(visitorId, before, after) {
    const left = new Set(after.map((o) => o.client_id));
    after.filter((o) => !before.includes(o)).forEach((o) => this.keep(visitorId, o));
    before.filter((o) => !left.has(o.client_id)).forEach((o) => this.forget(visitorId, o.client_id));
  }

  /** @param {string} visitorId @param {Outgoing} outgoing */
  keep(visitorId, outgoing) {
    this.#write(`out:${visitorId}:${outgoing.client_id}`, outgoing);
  }

  /** @param {string} visitorId @param {string} clientId */
  forget(visitorId, clientId) {
    this.#write(`out:${visitorId}:${clientId}`, null);
  }

  /** @param {string} visitorId @returns {{conversation_id: string, seq: number} | null} */
  lastRead(visitorId) {
    return this.#read(`read:${visitorId}`);
  }

  /** @param {string} visitorId @param {string} conversationId @param {number} seq */
  rememberRead(visitorId, conversationId, seq) {
    this.#write(`read:${visitorId}`, { conversation_id: conversationId, seq });
  }

  /** @param {string} visitorId @returns {string} */
  draft(visitorId) {
    return this.#read(`draft:${visitorId}`) ?? "";
  }

  /** @param {string} visitorId @param {string} text */
  rememberDraft(visitorId, text) {
    this.#write(`draft:${visitorId}`, text || null);
  }

  #ofVisitors() {
    return OF_VISITOR.flatMap((kind) => this.#names(`${kind}:`));
  }

  /** @param {string} start @returns {string[]} */
  #names(start) {
    const full = `${this.#prefix}:${start}`;
    const keys = Array.from({ length: this.#backend.length }, (_, i) => this.#backend.key(i) ?? "");
    return keys.filter((key) => key.startsWith(full)).map((key) => key.slice(this.#prefix.length + 1));
  }

  /** @param {string} name @returns {any} */
  #read(name) {
    try {
      return JSON.parse(this.#backend.getItem(`${this.#prefix}:${name}`) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {unknown} value */
  #write(name, value) {
    const key = `${this.#prefix}:${name}`;
    try {
      if (value === null) this.#backend.removeItem(key);
      else this.#backend.setItem(key, JSON.stringify(value));
    } catch {
      // A full or forbidden store costs comfort after a reload, not the conversation.
    }
  }
}

/** The browser's store, or one that lives as long as the page where the browser forbids it.
 * @returns {Backend} */
export function browserBackend() {
  try {
    localStorage.getItem("warmdesk");
    return localStorage;
  } catch {
    return memoryBackend();
  }
}

/** A store that lives as long as the page. @returns {Backend} */
export function memoryBackend() {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

/** @template T @param {T[]} items @param {(item: T) => boolean} test @returns {[T[], T[]]} */
const split = (items, test) => [items.filter(test), items.filter((item) => !test(item))];
