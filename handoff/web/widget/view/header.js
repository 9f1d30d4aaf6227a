import { html } from "../../html.js";
import { speaker } from "../conversation.js";
import { texts } from "../texts.js";
import { Face } from "./face.js";
import { closeIcon } from "./icons.js";

/** Who is speaking now. @param {{client: import("../client.js").Client, onClose: (() => void) | null}} props */
export function Header({ client, onClose }) {
  const author = speaker(client.conversation.value, botName(client));
  return html`<header>
    <${Face} author=${author} />
    <div class="who">
      <strong>${author.name}</strong>
      <span>${roleOf(client)}</span>
    </div>
    ${onClose &&
    html`<button class="icon" type="button" aria-label=${texts.value.closeChat} onClick=${onClose}>
      ${closeIcon()}
    </button>`}
  </header>`;
}

/** @param {import("../client.js").Client} client */
export const botName = (client) => client.session.value?.desk.bot_name ?? texts.value.assistant;

/** @param {import("../client.js").Client} client */
function roleOf(client) {
  const { owner } = client.conversation.value.desk;
  if (owner === "agent") return texts.value.roleAgent;
  return owner === "queue" ? texts.value.roleQueue : texts.value.roleBot;
}
