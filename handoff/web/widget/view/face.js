import { html } from "../../html.js";
import { botFace } from "./icons.js";

/** A drawn face for the assistant, the initial for a person. Decoration: the name stands beside it.
 * @param {{author: import("../shown.js").Author}} props */
export function Face({ author }) {
  const initial = author.kind === "agent" ? (author.name ?? "?").trim().slice(0, 1) : null;
  return html`<span class="face ${author.kind}" aria-hidden="true">${initial ?? botFace()}</span>`;
}
