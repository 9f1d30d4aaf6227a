/**
 * What the agent sends: out of the box, to the desk, and back into the box when it is refused.
 *
 * @import {Attached} from "./attached.js"
 * @import {Conversation} from "./types.js"
 * @import {Drafts, Kind} from "./drafts.js"
 * @import {Ask} from "./follow.js"
 * @import {Outgoing} from "./outbox.js"
 * @import {Quotes} from "./quotes.js"
 */

import { batch, signal } from "../vendor/signals.js";
import { Refused, said, Unreachable } from "./errors.js";
import { Outbox, uuid } from "./outbox.js";

export class Sending {
  outbox = new Outbox();
  /** Why the last message of a conversation was refused, by conversation. */
  refusals = signal(/** @type {Record<string, string>} */ ({}));

  /**
   * @param {Ask} ask
   * @param {Drafts} drafts
   * @param {Quotes} quotes
   * @param {() => void} unanswered  the desk says nothing any more
   */
  constructor(ask, drafts, quotes, unanswered) {
    this.ask = ask;
    this.drafts = drafts;
    this.quotes = quotes;
    this.unanswered = unanswered;
  }

  /**
   * @param {Conversation} conversation
   * @param {Kind} kind
   * @param {string} text
   */
  send({ id, epoch }, kind, text) {
    const quote = kind === "reply" ? this.quotes.of(id) : null;
    const entry = this.outbox.add({ conversation_id: id, epoch, kind, text, quote });
    batch(() => {
      this.drafts.set(id, kind, "");
      if (quote) this.quotes.set(id, null);
      this.#explain(id, "");
    });
    return this.#deliver(entry);
  }

  /** Once more what the desk has not taken yet. */
  async again() {
    for (const entry of this.outbox.waiting()) await this.#deliver(entry);
  }

  /**
   * Words and the files beside them, which all stay in the box until the desk has them. A second try
   * is the same message.
   *
   * @param {Conversation} conversation
   * @param {string} text
   * @param {Attached} attached
   */
  async withFiles({ id, epoch }, text, attached) {
    const chosen = attached.of(id);
    const quote = this.quotes.of(id);
    const files = chosen.map(({ ref }) => ref);
    const message = { conversation_id: id, epoch, client_id: chosen[0].key, text, files };
    try {
      await this.ask("send", { ...message, ...(quote ? { quote } : {}) });
      batch(() => {
        attached.clear(id);
        this.drafts.set(id, "reply", "");
        if (quote) this.quotes.set(id, null);
        this.#explain(id, "");
      });
    } catch (error) {
      this.#explain(id, said(error));
    }
  }

  /**
   * A template to the customer, at once. Rejects with Refused or Unreachable.
   *
   * @param {Conversation} conversation
   * @param {{template: object}} what
   */
  special({ id, epoch }, what) {
    return this.ask("send", { conversation_id: id, epoch, client_id: uuid(), ...what });
  }

  /** @param {Outgoing} entry */
  async #deliver(entry) {
    const { client_id, conversation_id, epoch, kind, text, quote } = entry;
    const message = { conversation_id, client_id, text };
    try {
      if (kind === "note") await this.ask("note", message);
      else await this.ask("send", { ...message, epoch, ...(quote ? { quote } : {}) });
      this.outbox.take(client_id);
    } catch (error) {
      if (error instanceof Refused) this.#takeBack(entry, error.message);
      else if (!(error instanceof Unreachable)) throw error;
      else this.unanswered();
    }
  }

  /**
   * @param {Outgoing} entry
   * @param {string} reason
   */
  #takeBack({ client_id, conversation_id, kind, text, quote }, reason) {
    batch(() => {
      this.outbox.drop(client_id);
      this.drafts.giveBack(conversation_id, kind, text);
      if (quote) this.quotes.set(conversation_id, quote);
      this.#explain(conversation_id, reason);
    });
  }

  /**
   * @param {string} id
   * @param {string} reason  why the last message was refused; empty when it was not
   */
  #explain(id, reason) {
    this.refusals.value = { ...this.refusals.value, [id]: reason };
  }
}
