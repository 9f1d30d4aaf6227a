/**
 * Sends what the customer says, one message after the other: the desk must get them in the order of
 * writing.
 *
 * @import {Page, Sent} from "./wire.js"
 * @import {Conversation} from "./conversation.js"
 * @import {Outgoing} from "./outgoing.js"
 * @import {Line} from "./socket.js"
 * @import {Uploads} from "./uploads.js"
 */

import * as conversation from "./conversation.js";
import { errorOf, isWhole, payloadOf } from "./outgoing.js";

/**
 * What a sender works on.
 * @typedef {object} Work
 * @property {() => Line | null} line
 * @property {() => Conversation} state
 * @property {(next: Conversation) => void} change
 * @property {Uploads} files
 * @property {() => {id: string} | null} invitation  What the customer accepted.
 * @property {() => Page} page
 * @property {() => void} stored  The desk has stored a message.
 * @property {() => void} unauthorized  The token no longer holds.
 */

export class Sender {
  #work;
  #isBusy = false;

  /** @param {Work} work */
  constructor(work) {
    this.#work = work;
  }

  /** Sends all that can be sent now; what comes in meanwhile, too. */
  async pump() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let line = this.#work.line(); line?.isUp && this.#state.synced; line = this.#work.line()) {
      const outgoing = conversation.nextToSend(this.#state);
      if (!outgoing) break;
      if (isWhole(outgoing)) await this.#deliver(line, outgoing);
      else await this.#upload(line, outgoing);
    }
    this.#isBusy = false;
  }

  get #state() {
    return this.#work.state();
  }

  /** Has the desk get what goes with a message. @param {Line} line @param {Outgoing} outgoing */
  async #upload(line, { client_id, files = [] }) {
    const uploads = this.#work.files;
    for (const { id, ref } of files) if (!ref) await uploads.finish(id);
    const { value: all } = uploads.all;
    const now = files.map((file) => ({ ...file, ref: file.ref ?? all[file.id]?.ref ?? null }));
    this.#work.change(conversation.uploaded(this.#state, client_id, now));
    const missing = now.find(({ ref }) => !ref);
    // As with words: while the line is down it waits for the next one.
    if (missing && line.isUp) this.#notTaken(client_id, all[missing.id]?.error ?? "fileLost");
  }

  /** @param {Line} line @param {Outgoing} outgoing */
  async #deliver(line, outgoing) {
    const { client_id } = outgoing;
    const begins = this.#state.id === null && this.#work.invitation();
    const invitation = begins ? { invitation: begins.id } : {};
    const payload = { ...payloadOf(outgoing), ...invitation, page: this.#work.page() };
    const answer = await line.send(payload).catch(() => null);
    if (line !== this.#work.line()) return;
    if (answer && "error" in answer) this.#notTaken(client_id, errorOf(outgoing, answer.error));
    else if (answer) this.#stored(client_id, answer);
    // While the line is down it waits for the next one; otherwise the customer decides.
    else if (line.isUp) this.#notTaken(client_id, "timeout");
  }

  /** @param {string} clientId @param {Sent} sent */
  #stored(clientId, sent) {
    this.#work.change(conversation.stored(this.#state, clientId, sent));
    this.#work.stored();
  }

  /** @param {string} clientId @param {string} code */
  #notTaken(clientId, code) {
    if (code === "unauthorized") this.#work.unauthorized();
    else this.#work.change(conversation.refused(this.#state, clientId, code));
  }
}
