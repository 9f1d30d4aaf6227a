import { html } from "../../html.js";
import { speaker } from "../conversation.js";
import { texts } from "../texts.js";
import { save, transcript } from "../transcript.js";
import { Face } from "./face.js";
import { closeIcon } from "./icons.js";
import { Menu } from "./menu.js";
import { nameOf } from "./message.js";

/**
 * @typedef {object} Props
 * @property {import("../client.js").Client} client
 * @property {(() => void) | null} onClose
 * @property {() => void} onEnd
 */

/** Who is speaking now. @param {Props} props */
export function Header({ client, onClose, onEnd }) {
  const choices = choicesOf(client, onEnd);
  const author = speaker(client.conversation.value, botName(client));
  // Where it is the page, it is the page's heading; and the host site has a banner of its own.
  const heading = onClose ? "strong" : "h1";
  return html`<div class="top">
    <${Face} author=${author} />
    <div class="who">
      <${heading}><bdi>${author.name}</bdi></>
      <span>${roleOf(client)}</span>
    </div>
    ${choices.length > 0 && html`<${Menu} choices=${choices} />`}
    ${onClose &&
    html`<button class="icon" type="button" aria-label=${texts.value.closeChat} onClick=${onClose}>
      ${closeIcon()}
    </button>`}
  </div>`;
}

/** @param {import("../client.js").Client} client @param {() => void} onEnd */
function choicesOf(client, onEnd) {
  const { messages, earlier, desk, synced } = client.conversation.value;
  const isOpen = synced && messages.length > 0 && desk.owner !== "closed";
  return [
    ...(messages.length + earlier.length ? [{ label: texts.value.saveChat, act: () => saved(client) }] : []),
    ...(isOpen ? [{ label: texts.value.endChat, act: onEnd }] : []),
  ];
}

/** @param {import("../client.js").Client} client */
function saved(client) {
  const name = /** @param {import("../shown.js").Author} author */ (author) =>
    nameOf(author.kind === "bot" ? { ...author, name: author.name ?? botName(client) } : author);
  save(transcript(client.conversation.value, name), `${texts.value.conversation}.txt`);
}

/** @param {import("../client.js").Client} client */
export const botName = (client) => client.session.value?.desk.bot_name ?? texts.value.assistant;

/** @param {import("../client.js").Client} client */
function roleOf(client) {
  const { owner } = client.conversation.value.desk;
  if (owner === "agent") return texts.value.roleAgent;
  return owner === "queue" ? texts.value.roleQueue : texts.value.roleBot;
}
