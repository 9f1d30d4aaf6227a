import { html } from "../../html.js";
import { useSignal } from "../../vendor/signals.js";
import { ratingState } from "../conversation.js";
import { fill, texts } from "../texts.js";
import { checkIcon } from "./icons.js";

/**
 * @import {Client} from "../client.js"
 * @import {Message} from "../wire.js"
 */

const SCORES = [1, 2, 3, 4, 5];

/** Asks how it went. @param {{client: Client, message: Message}} props */
export function RatingRequest({ client, message }) {
  const score = useSignal(0);
  const comment = useSignal("");
  const state = ratingState(client.conversation.value, message);
  if (state === "answered") return html`<p class="line thanks">${checkIcon()} ${texts.value.thanks}</p>`;

  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const said = comment.value.trim();
    const rating = { handoff_id: message.custom?.handoff_id, score: score.value };
    client.rate(said ? { ...rating, comment: said } : rating);
  };
  return html`<form class="rating" onSubmit=${submit}>
    <${Scores} score=${score} />
    ${score.value > 0 &&
    html`<textarea rows="2" maxlength="2000" aria-label=${texts.value.comment}
        placeholder=${texts.value.comment} value=${comment.value}
        onInput=${(/** @type {any} */ event) => (comment.value = event.target.value)} />
      <button class="primary" type="submit" disabled=${state === "sending"}>
        ${texts.value.sendRating}
      </button>`}
    ${state === "failed" && html`<p class="fate failed" role="alert">${texts.value.ratingFailed}</p>`}
  </form>`;
}

/** @param {{score: import("../../vendor/signals.js").Signal<number>}} props */
const Scores = ({ score }) =>
  html`<fieldset>
    <legend>${texts.value.ratingQuestion}</legend>
    <div class="scores">
      ${SCORES.map(
        (value) =>
          html`<button key=${value} type="button" aria-pressed=${score.value === value}
            onClick=${() => (score.value = value)}>${value}</button>`,
      )}
    </div>
    <div class="ends" aria-hidden="true">
      <span>${texts.value.ratingLow}</span><span>${texts.value.ratingHigh}</span>
    </div>
  </fieldset>`;

/** A rating that was given. @param {{message: Message}} props */
export function RatingLine({ message }) {
  const { score, comment } = message.custom ?? {};
  const said = comment ?? (score ? null : message.text);
  return html`<p class="line">
    ${score ? fill(texts.value.rated, { score }) : null} ${said && html`<q>${said}</q>`}
  </p>`;
}
