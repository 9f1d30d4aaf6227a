import { html } from "../../html.js";
import { useSignal } from "../../vendor/signals.js";
import { ratingState } from "../conversation.js";
import { fill, texts } from "../texts.js";
import { focusLog } from "./focus.js";
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
  const rating = ratingState(client.conversation.value, message);
  if (rating.state === "answered") return html`<${Given} score=${rating.score} />`;

  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    focusLog(event);
    const said = comment.value.trim();
    const given = { handoff_id: message.custom?.handoff_id, score: score.value };
    client.rate(said ? { ...given, comment: said } : given);
  };
  return html`<form class="rating" onSubmit=${submit}>
    <${Scores} score=${score} />
    ${score.value > 0 &&
    html`<textarea rows="2" maxlength="2000" aria-label=${texts.value.comment}
        placeholder=${texts.value.comment} value=${comment.value}
        onInput=${(/** @type {any} */ event) => (comment.value = event.target.value)} />
      <button class="primary" type="submit" disabled=${rating.state === "sending"}>
        ${texts.value.sendRating}
      </button>`}
    ${rating.state === "failed" && html`<p class="fate failed" role="alert">${texts.value.ratingFailed}</p>`}
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

/** @param {{score: number | null}} props */
const Given = ({ score }) =>
  html`<p class="line given">
    ${checkIcon()} ${score ? fill(texts.value.rated, { score }) : texts.value.thanks}
  </p>`;

/** What the customer added to a rating; its score stands where the question was.
 * @param {{message: Message}} props */
export const RatingComment = ({ message }) =>
  message.custom?.comment ? html`<p class="line"><q>${message.custom.comment}</q></p>` : null;
