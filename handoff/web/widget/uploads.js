/** The customer's files: uploaded as soon as they are chosen, and held as long as the page lives. */

import { signal } from "./signal.js";
import { uuid } from "./uuid.js";

export const MOST_FILES = 5;
/** Megabytes of a picture and of any other file, as the desk takes them. */
export const MEGABYTES = { picture: 10, other: 20 };
/** What the file dialog offers. */
export const OFFERED =
  "image/jpeg,image/png,image/webp,image/gif,audio/*,video/mp4,video/3gpp," +
  "application/pdf,text/plain,text/csv,.doc,.docx,.xls,.xlsx,.ppt,.pptx";

const TAKEN = new RegExp(
  "^(image/(jpeg|png|webp|gif)$|audio/|video/(mp4|3gpp)|text/(plain|csv)|application/(pdf|msword" +
    "|vnd\\.(openxmlformats-officedocument\\.|ms-excel|ms-powerpoint)))",
);
/** Errors that another try may mend. */
const PASSING = ["timeout", "failed", "fileWait"];
/** Progress is shown in so many steps. */
const STEPS = 20;

/**
 * @typedef {"image" | "audio" | "video" | "file"} Kind
 * @typedef {object} Upload
 * @property {string} id
 * @property {string} name
 * @property {Kind} kind
 * @property {string | null} preview  Address of a picture in this page's memory.
 * @property {number} share  Of it that has arrived, up to 1.
 * @property {string | null} ref  By which a message names it, once all of it has arrived.
 * @property {string | null} error  Code; `timeout` goes away by itself.
 *
 * @typedef {{progress: (share: number) => void, signal: AbortSignal}} How
 * @typedef {(file: File, how: How) => Promise<string>} Send
 */

export class Uploads {
  /** Every file of this page's life, by id. */
  all = signal(/** @type {Record<string, Upload>} */ ({}));
  /** Ids of those in the box, which the next message takes along. */
  box = signal(/** @type {string[]} */ ([]));
  /** Why a file was not even begun with. */
  refusal = signal(/** @type {{name: string, error: string} | null} */ (null));

  #send;
  /** @type {Map<string, File>} */
  #files = new Map();
  /** @type {Map<string, {done: Promise<void>, stop: AbortController}>} */
  #running = new Map();

  /** @param {Send} send  Rejects with an error whose message is a code. */
  constructor(send) {
    this.#send = send;
  }

  /** Those in the box. */
  get chosen() {
    return this.box.value.map((id) => this.all.value[id]);
  }

  /** Whether something in the box can never be sent. */
  get isBlocked() {
    return this.chosen.some(({ error }) => error && !PASSING.includes(error));
  }

  /** Address of a picture in this page's memory: it is there at once, and stays when the desk's copy
   * arrives. @param {string | undefined} id */
  previewOf(id) {
    return (id && this.all.value[id]?.preview) || null;
  }

  /** @param {Iterable<File>} files */
  add(files) {
    this.refusal.value = null;
    for (const file of files) {
      const error = this.box.value.length < MOST_FILES ? faultOf(file) : "fileMost";
      if (error) this.refusal.value = { name: file.name, error };
      else this.#begin(file);
    }
  }

  /** @param {string} id */
  remove(id) {
    this.refusal.value = null;
    this.box.value = this.box.value.filter((other) => other !== id);
    this.#running.get(id)?.stop.abort();
    this.#files.delete(id);
  }

  /** What was chosen, for a message; the box is empty again. */
  take() {
    const { chosen } = this;
    this.refusal.value = null;
    this.box.value = [];
    return chosen.map(({ id, name, kind, ref }) => ({ id, name, kind, ref }));
  }

  /** Resolves when a file has arrived, or will not for now: see its `ref` and `error`.
   * @param {string} id */
  async finish(id) {
    const file = this.#files.get(id);
    if (!file || this.all.value[id].ref) return;
    if (!this.#running.has(id)) {
      const stop = new AbortController();
      this.#running.set(id, { done: this.#run(id, file, stop.signal), stop });
    }
    await this.#running.get(id)?.done;
    this.#running.delete(id);
  }

  /** The desk can be reached again. */
  resume() {
    this.chosen.filter(({ error }) => error === "timeout").forEach(({ id }) => this.finish(id));
  }

  /** Somebody else is here now: nothing of the one before stays in the box, and what was uploaded
   * was theirs. */
  restart() {
    this.box.value.forEach((id) => this.remove(id));
    this.#running.forEach(({ stop }) => stop.abort());
    Object.keys(this.all.value).forEach((id) => this.#change(id, { ref: null, share: 0 }));
  }

  /** @param {File} file */
  #begin(file) {
    const id = uuid();
    const kind = kindOf(file.type);
    const preview = kind === "image" ? URL.createObjectURL(file) : null;
    const begun = { id, name: file.name, kind, preview, share: 0, ref: null, error: null };
    this.#files.set(id, file);
    this.all.value = { ...this.all.value, [id]: begun };
    this.box.value = [...this.box.value, id];
    this.finish(id);
  }

  /** @param {string} id @param {File} file @param {AbortSignal} stop */
  async #run(id, file, stop) {
    this.#change(id, { error: null });
    try {
      const how = { progress: (/** @type {number} */ share) => this.#advance(id, share), signal: stop };
      this.#change(id, { ref: await this.#send(file, how), share: 1 });
    } catch (error) {
      this.#change(id, { error: /** @type {Error} */ (error).message, share: 0 });
    }
  }

  /** Told often, and shown in steps. @param {string} id @param {number} share */
  #advance(id, share) {
    const step = Math.floor(share * STEPS) / STEPS;
    if (step !== this.all.value[id].share) this.#change(id, { share: step });
  }

  /** @param {string} id @param {Partial<Upload>} changes */
  #change(id, changes) {
    this.all.value = { ...this.all.value, [id]: { ...this.all.value[id], ...changes } };
  }
}

/** Why the desk would not take a file; null when it would, as far as can be told here.
 * @param {{type: string, size: number}} file */
export function faultOf({ type, size }) {
  if (!TAKEN.test(type) || size === 0) return "fileRefused";
  const limit = kindOf(type) === "image" ? MEGABYTES.picture : MEGABYTES.other;
  return size > limit * 1_000_000 ? "fileLarge" : null;
}

/** @param {string} type @returns {Kind} */
const kindOf = (type) => {
  const kind = type.split("/")[0];
  return kind === "image" || kind === "audio" || kind === "video" ? kind : "file";
};
