/**
 * What stands between the agent and the desk, said plainly across the top.
 *
 * @import {Desk, Link} from "../desk.js"
 */

import { html } from "../../html.js";
import { channelOf } from "../channels.js";

/** @type {Record<Link, string>} */
const WORDS = {
  connecting: "Connecting to the desk …",
  live: "",
  lost: "Connection lost. Trying again … Nothing is sent until then; what you write is kept.",
  outdated: "The desk has been updated and this page is too old for it.",
};

const BOT = {
  up: "",
  starting: "The bot is starting. New customers wait for it.",
  down: "The bot is down. Customers are offered a person.",
};

/** @param {{desk: Desk}} props */
export function Banner({ desk }) {
  const link = desk.link.value;
  const problem = desk.problem.value;
  const bot = BOT[desk.bot.value];
  return html`
    <div class="banners">
      <div role="status">
        ${link !== "live" && html`<p class=${`banner ${link}`}>
          ${WORDS[link]} ${link === "outdated" && html`<${Reload} />`}
        </p>`}
        ${link === "live" && bot && html`<p class="banner">${bot}</p>`}
      </div>
      <${Stopped} desk=${desk} />
      <div role="status">
        ${(desk.snapshot.value?.notices ?? []).filter((each) => !each.seq).map(({ id, text }) => html`
          <p class="banner" dir="auto" key=${id}>
            ${text} <button class="quiet" onClick=${() => desk.handling.dismiss(id)}>Dismiss</button>
          </p>
        `)}
      </div>
      <div role="alert">
        ${problem && html`<p class="banner problem">
          ${problem}
          <button class="quiet" onClick=${() => (desk.problem.value = null)}>Dismiss</button>
        </p>`}
      </div>
    </div>
  `;
}

/** @param {{desk: Desk}} props */
function Stopped({ desk }) {
  const { stopped_channels = [] } = desk.snapshot.value ?? {};
  return html`
    <div role="alert">
      ${stopped_channels.map(({ channel, code }) => html`
        <p class="banner problem" key=${channel}>
          <bdi>${channelOf(desk.snapshot.value, channel).label}</bdi> has stopped (${code}). Nothing is lost: messages wait until it goes on.
          ${desk.may("channels") && html`
            <button class="quiet" onClick=${() => desk.handling.resumeChannel(channel)}>
              It is mended: go on
            </button>
          `}
        </p>
      `)}
    </div>
  `;
}

const Reload = () => html`
  <button class="quiet" onClick=${() => location.reload()}>Reload the page</button>
`;
