import { html } from "../../html.js";
import { useEffect, useLayoutEffect, useRef } from "../../vendor/preact-hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { TEXT_LIMIT } from "../client.js";
import { fill, texts } from "../texts.js";
import { focusLog } from "./focus.js";
import { personIcon, sendIcon } from "./icons.js";

/** @import {Client} from "../client.js" */

/** Where the customer writes. @param {{client: Client}} props */
export function Composer({ client }) {
  const visitor = client.session.value?.visitor.id;
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const text = useSignal("");
  const count = [...text.value.trim()].length;
  const isGood = count > 0 && count <= TEXT_LIMIT;

  /** @param {string} value */
  const write = (value) => (client.draft = text.value = value);
  const send = () => {
    if (!isGood) return;
    client.say(text.value.trim());
    write("");
    box.current?.focus();
  };
  useEffect(() => {
    text.value ||= client.draft;
  }, [visitor]);
  useLayoutEffect(() => grow(box.current), [text.value]);

  return html`<form class="composer" onSubmit=${prevented(send)}>
    <div class="field">
      <textarea ref=${box} rows="1" aria-label=${texts.value.message}
        placeholder=${texts.value.placeholder} value=${text.value}
        aria-describedby=${count > TEXT_LIMIT ? "too-long" : undefined}
        onInput=${(/** @type {any} */ event) => {
          write(event.target.value);
          client.typing();
        }}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
          if (isSendKey(event)) prevented(send)(event);
        }} />
      <button class="send" type="submit" aria-label=${texts.value.send} disabled=${!isGood}>
        ${sendIcon()}
      </button>
    </div>
    ${count > TEXT_LIMIT &&
    html`<p id="too-long" class="fate failed" role="alert">
      ${fill(texts.value.tooLong, { count, limit: TEXT_LIMIT })}
    </p>`}
    <${PersonButton} client=${client} />
  </form>`;
}

/** @param {{client: Client}} props */
function PersonButton({ client }) {
  const { owner } = client.conversation.value.desk;
  if (owner === "agent" || owner === "queue") return null;
  /** @param {Event} event */
  const ask = (event) => {
    focusLog(event);
    client.say(texts.value.personMessage);
  };
  return html`<button class="person" type="button" onClick=${ask}>
    ${personIcon()} ${texts.value.person}
  </button>`;
}

/** Enter sends, unless it picks a word of an input method. @param {KeyboardEvent} event */
const isSendKey = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing;

/** @param {() => void} act @returns {(event: Event) => void} */
const prevented = (act) => (event) => {
  event.preventDefault();
  act();
};

/** As high as its text; the style sheet sets the most. @param {HTMLTextAreaElement | null} box */
function grow(box) {
  if (!box) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}
