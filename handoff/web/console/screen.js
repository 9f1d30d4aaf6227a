/** Whether the screen has room for one thing alone, as style/narrow.css has it. */

import { signal } from "../vendor/signals.js";

const room = matchMedia("(max-width: 767px)");

export const narrow = signal(room.matches);
room.addEventListener("change", () => (narrow.value = room.matches));
