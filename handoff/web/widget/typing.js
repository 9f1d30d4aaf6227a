/** Typing, both ways: how often the desk hears of ours, and how long others' is shown. */

const TOLD_MS = 3_000;

export class Typing {
  #toldAt = 0;
  #timer = 0;

  /** Whether the desk is to hear of it now; it then counts as told. */
  isDue() {
    if (Date.now() - this.#toldAt < TOLD_MS) return false;
    this.#toldAt = Date.now();
    return true;
  }

  /** What was typed is sent: the desk hears of the next key at once. */
  sent() {
    this.#toldAt = 0;
  }

  /** Calls `over` once nobody was shown for so long. @param {number} forMs @param {() => void} over */
  show(forMs, over) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(over, forMs);
  }
}
