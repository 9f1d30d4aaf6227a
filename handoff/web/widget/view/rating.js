import { html } from "../../html.js";
import { Component } from "../../vendor/preact.js";
import { ratingState } from "../ratings.js";
import { fill, texts } from "../texts.js";
import { focusLog } from "./focus.js";
import { checkIcon } from "./icons.js";

/**
 * @import {Client} from "../client.js"
 * @import {Message} from "../shown.js"
 */

const SCORES = [1, 2, 3, 4, 5];

/**
 * Asks how it went; the comment is asked for once there is a score.
 * @extends {Component<{client: Client, message: Message}, {score: number, comment: string}>}
 */
export class RatingRequest extends Component {
  /** @override */
  state = { score: 0, comment: "" };

  #send() {
    const { client, message } = this.props;
    const comment = this.state.comment.trim();
    const { handoff_id, conversation_id } = message.custom ?? {};
    const rating = { ...(handoff_id ? { handoff_id } : { conversation_id }), score: this.state.score };
    client.rate(comment ? { ...rating, comment } : rating);
  }

  /** @override */
  render() {
    const { client, message } = this.props;
    const { score, comment } = this.state;
    const rating = ratingState(client.conversation.value, message);
    if (rating.state === "answered") return html`<${Given} score=${rating.score} />`;
    /** @param {Event} event */
    const submit = (event) => {
      event.preventDefault();
      focusLog(event);
      this.#send();
    };
    return html`<form class="rating" onSubmit=${submit}>
      <${Scores} score=${score} choose=${(/** @type {number} */ n) => this.setState({ score: n })} />
      ${score > 0 &&
      html`<textarea dir="auto" rows="2" maxlength="2000" aria-label=${texts.value.comment}
          placeholder=${texts.value.comment} value=${comment}
          onInput=${(/** @type {any} */ event) => this.setState({ comment: event.target.value })} />
        <button class="primary" type="submit" disabled=${rating.state === "sending"}>
          ${texts.value.sendRating}
        </button>`}
      ${rating.state === "failed" &&
      html`<p class="fate failed" role="alert">${texts.value.ratingFailed}</p>`}
    </form>`;
  }
}

/** @param {{score: number, choose: (score: number) => void}} props */
const Scores = ({ score, choose }) =>
  html`<fieldset>
    <legend>${texts.value.ratingQuestion}</legend>
    <div class="scores">
      ${SCORES.map(
        (value) =>
          html`<button key=${value} type="button" aria-pressed=${score === value}
            onClick=${() => choose(value)}>${value}</button>`,
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
  message.custom?.comment ? html`<p class="line"><q dir="auto">${message.custom.comment}</q></p>` : null;
