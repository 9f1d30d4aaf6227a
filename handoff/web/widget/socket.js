/**
 * The line to the bridge: socket.io's `/chat` namespace.
 *
 * @import {End, ErrorBody, Message, Page, Seen, Send, Sent, State, Sync, Synced, Typing, Update} from "./wire.js"
 */

import { io } from "../vendor/socket.io.js";

const ANSWER_MS = 10_000;

/**
 * @typedef {object} Listener
 * @property {() => void} connected
 * @property {() => void} disconnected
 * @property {() => void} unauthorized
 * @property {(message: Message) => void} message
 * @property {(update: Update) => void} update
 * @property {(typing: Typing) => void} typing
 * @property {(state: State) => void} state
 */

export class Line {
  #socket;

  /** @param {string} base @param {string} token @param {Listener} listener */
  constructor(base, token, listener) {
    const path = new URL("socket.io/", base).pathname;
    const options = { path, auth: { token }, forceNew: true, reconnectionDelayMax: 5_000 };
    this.#socket = io(new URL("/chat", base).href, options);
    this.#socket.on("connect", listener.connected);
    this.#socket.on("disconnect", (reason) => {
      // Hung up on by the desk: the token has ended, and socket.io does not try again by itself.
      if (reason === "io server disconnect") listener.unauthorized();
      else listener.disconnected();
    });
    this.#socket.on("connect_error", (error) => {
      // Without a refusal by the desk socket.io goes on trying by itself.
      if (error.message === "unauthorized") listener.unauthorized();
      else listener.disconnected();
    });
    this.#socket.on("message", listener.message);
    this.#socket.on("update", listener.update);
    this.#socket.on("typing", listener.typing);
    this.#socket.on("state", listener.state);
  }

  get isUp() {
    return this.#socket.connected;
  }

  /** Rejects when there is no answer in time. @param {Send} payload
   * @returns {Promise<Sent | ErrorBody>} */
  send(payload) {
    return this.#socket.timeout(ANSWER_MS).emitWithAck("send", payload);
  }

  /** @param {Sync} request
   * @returns {Promise<Synced | ErrorBody>} */
  sync(request) {
    return this.#socket.timeout(ANSWER_MS).emitWithAck("sync", request);
  }

  /** @param {End} request @returns {Promise<{} | ErrorBody>} */
  end(request) {
    return this.#socket.timeout(ANSWER_MS).emitWithAck("end", request);
  }

  /** How far messages have arrived, or were on the screen. @param {"received" | "read"} event
   * @param {Seen} upTo */
  confirm(event, upTo) {
    if (this.isUp) this.#socket.emit(event, upTo);
  }

  /** Where the customer is by now. @param {Page} page */
  look(page) {
    if (this.isUp) this.#socket.emit("page", { page });
  }

  typing() {
    if (this.isUp) this.#socket.emit("typing", {});
  }

  hangUp() {
    this.#socket.off();
    this.#socket.disconnect();
  }
}
