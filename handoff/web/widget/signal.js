/** Values that tell when they change, and what follows them: as much of signals as the widget needs. */

/** What is running, and runs again once a value that it reads has changed.
 * @type {(() => void) | null} */
let reader = null;

/** @template T */
class Signal {
  #value;
  /** @type {Set<() => void>} */
  #readers = new Set();

  /** @param {T} value */
  constructor(value) {
    this.#value = value;
  }

  get value() {
    if (reader) this.#readers.add(reader);
    return this.#value;
  }

  set value(value) {
    if (value === this.#value) return;
    this.#value = value;
    [...this.#readers].forEach((run) => run());
  }
}

/** @template T @param {T} value */
export const signal = (value) => new Signal(value);

/** Runs at once, and again after each change of what it has read; never inside of itself.
 * @param {() => void} act */
export function effect(act) {
  let isRunning = false;
  let isStale = true;
  const run = () => {
    isStale = true;
    if (isRunning) return;
    const outer = reader;
    reader = run;
    isRunning = true;
    try {
      while (isStale) {
        isStale = false;
        act();
      }
    } finally {
      isRunning = false;
      reader = outer;
    }
  };
  run();
}
