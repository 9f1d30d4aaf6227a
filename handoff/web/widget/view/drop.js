import { focusBox } from "./focus.js";

/** What an element does with files that are dragged over it: says so, and takes them.
 * @param {import("../client.js").Client} client */
export const takesFiles = ({ files }) => ({
  onDragOver: (/** @type {DragEvent} */ event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(event, true);
  },
  onDragLeave: (/** @type {any} */ event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) mark(event, false);
  },
  onDrop: (/** @type {any} */ event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(event, false);
    files.add(event.dataTransfer.files);
    focusBox(event.currentTarget);
  },
});

/** Files of a clipboard; where it has words as well, those are meant.
 * @param {import("../client.js").Client} client @param {ClipboardEvent} event */
export function paste({ files }, event) {
  const held = event.clipboardData;
  if (!held?.files.length || held.types.includes("text/plain")) return;
  event.preventDefault();
  files.add(held.files);
}

/** @param {DragEvent} event */
const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");

/** @param {Event} event @param {boolean} isOver */
const mark = ({ currentTarget }, isOver) =>
  /** @type {HTMLElement} */ (currentTarget).toggleAttribute("data-over", isOver);
