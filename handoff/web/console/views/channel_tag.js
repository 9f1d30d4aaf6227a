/**
 * Marks what comes from another channel than most.
 *
 * @import {Desk} from "../desk.js"
 */

import { html } from "../../html.js";
import { channelOf } from "../channels.js";

/** @param {{desk: Desk, channel: string}} props */
export function ChannelTag({ desk, channel }) {
  const { label, marked } = channelOf(desk.snapshot.value, channel);
  return marked && html`<span class="tag">${label}</span>`;
}
