/**
 * The socket between the page and the desk: asking (answered), telling (not answered), and events.
 *
 * @import {DeskEvent} from "./types.js"
 * @typedef {object} Listener
 * @property {() => void} connected
 * @property {() => void} lost
 * @property {() => void} unauthorized
 * @property {(event: DeskEvent) => void} event
 * @property {(conversationId: string) => void} typing
 */

import { io } from "../vendor/socket.io.js";
import { Refused, Unreachable } from "./errors.js";

const ANSWER_WITHIN = 10_000;
const RETRY_AFTER = 3_000;

export class Connection {
  #socket = io("/console", { autoConnect: false, reconnectionDelayMax: RETRY_AFTER });
  #unauthorized = () => {};

  /** @param {Listener} listener */
  open(listener) {
    const socket = this.#socket;
    this.#unauthorized = listener.unauthorized;
    socket.on("connect", listener.connected);
    socket.on("disconnect", (reason) => {
      listener.lost();
      if (reason !== "io server disconnect") return;
      // Most likely the login is over, here or in another tab.
      listener.unauthorized();
      this.#later();
    });
    socket.on("connect_error", (error) => {
      if (error.message === "unauthorized") listener.unauthorized();
      if (!socket.active) this.#later();
    });
    socket.on("event", listener.event);
    socket.on("typing", ({ conversation_id }) => listener.typing(conversation_id));
    socket.connect();
  }

  /**
   * Hear of something else that the desk tells; returns how to stop.
   *
   * @param {string} name
   * @param {(data: any) => void} heard
   */
  hear(name, heard) {
    this.#socket.on(name, heard);
    return () => void this.#socket.off(name, heard);
  }

  /** Start over, as after a lost connection. */
  again() {
    this.#socket.disconnect();
    this.#later();
  }

  close() {
    this.#socket.off();
    this.#socket.disconnect();
  }

  /**
   * The desk's answer. Rejects with Refused when it says no, Unreachable when it says nothing.
   *
   * @param {string} name
   * @param {object} data
   */
  async ask(name, data) {
    if (!this.#socket.connected) throw new Unreachable();
    let answer;
    try {
      answer = await this.#socket.timeout(ANSWER_WITHIN).emitWithAck(name, data);
    } catch {
      throw new Unreachable();
    }
    if (answer?.error?.code === "unauthorized") this.#unauthorized();
    if (answer?.error) throw new Refused(answer.error);
    return answer;
  }

  /**
   * @param {string} name
   * @param {object} data
   */
  tell(name, data) {
    // Volatile ones would be lost behind whatever else has just been sent, too.
    if (this.#socket.connected) this.#socket.emit(name, data);
  }

  #later() {
    setTimeout(() => this.#socket.connect(), RETRY_AFTER);
  }
}
