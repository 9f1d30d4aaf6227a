/** How a customer feels: a face, and the word for it. */

import { html } from "../../html.js";
import { MOODS } from "../moods.js";
import { Icon } from "./icon.js";

/** @type {Record<string, "frown" | "annoyed" | "smile">} */
const FACES = { upset: "frown", tense: "annoyed", neutral: "smile", friendly: "smile" };

/** @param {{label: keyof typeof MOODS, words?: string}} props */
export const Mood = ({ label, words = MOODS[label] }) => html`
  <span class=${`mood ${label}`}><${Icon} name=${FACES[label]} /> ${words}</span>
`;
