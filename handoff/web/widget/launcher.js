/** The round button that opens the chat: a picture, how many lines are unread, and what that means. */

/** A bubble, and the smile in it. */
const drawing = () => {
  const made = (/** @type {string} */ name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const [picture, bubble, smile] = ["svg", "path", "path"].map(made);
  picture.setAttribute("viewBox", "0 0 32 32");
  picture.setAttribute("aria-hidden", "true");
  bubble.setAttribute("d", "M16 5c6.6 0 12 4.3 12 9.8s-5.4 9.8-12 9.8c-1.3 0-2.5-.2-3.7-.5L6 27l1.3-5.2C5.2 20 4 17.5 4 14.8 4 9.3 9.4 5 16 5");
  smile.setAttribute("d", "M11.5 15.5c1.1 1.7 2.6 2.5 4.5 2.5s3.4-.8 4.5-2.5");
  picture.append(bubble, smile);
  return picture;
};

/** What a page shows of the desk until the chat is opened. */
export class Launcher {
  element = document.createElement("button");
  #badge = document.createElement("span");
  #hint = document.createElement("span");

  constructor() {
    this.element.className = "launcher";
    this.element.type = "button";
    this.element.setAttribute("aria-expanded", "false");
    this.element.setAttribute("aria-describedby", "hint");
    this.#badge.className = "badge";
    this.#hint.className = this.#hint.id = "hint";
    this.element.append(drawing(), this.#badge, this.#hint);
  }

  /** @param {string} label @param {number} unread @param {string} hint */
  show(label, unread, hint) {
    this.element.setAttribute("aria-label", label);
    this.#badge.textContent = unread ? String(Math.min(unread, 99)) : "";
    this.#hint.textContent = unread ? hint : "";
  }
}
