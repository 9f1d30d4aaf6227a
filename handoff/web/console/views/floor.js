/**
 * The live floor, for supervisors: who waits for which skill, who does what, what runs late.
 *
 * @import {Desk} from "../desk.js"
 * @import {WallboardNumbers, QueueItem} from "../types.js"
 * @import {WatchedAgent, WatchedCase} from "../floor.js"
 */

import { useEffect, useMemo, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { FloorWatch, pressure, watched } from "../floor.js";
import { age } from "../format.js";
import { conversationAt } from "../place.js";
import { name, reason } from "../words.js";
import { Age } from "./age.js";
import { Due, Waits } from "./due.js";
import { Reassign } from "./reassign.js";

const PRESENCES = { available: "Available", away: "Away", offline: "Offline" };

/** @typedef {{conversation_id: string, customer_name: string | null, agent_id: string | null}} Moved */

/** @param {{desk: Desk}} props */
export function Floor({ desk }) {
  const watch = useMemo(() => new FloorWatch(desk.connection), []);
  const [moved, setMoved] = useState(/** @type {Moved | null} */ (null));
  useEffect(() => {
    watch.begin();
    return () => watch.end();
  }, []);
  const live = desk.link.value === "live";
  useEffect(() => {
    if (live) void watch.read();
  }, [live]);

  /** @param {Moved} each */
  function move(each) {
    setMoved(each);
    desk.dialog.value = "reassign";
  }

  const floor = watch.floor.value;
  const agents = floor ? watched(floor, desk.now.value) : [];
  return html`
    <header class="wide-head"><h1>Live floor</h1></header>
    <p class="error wide-part" role="alert">${watch.error.value}</p>
    <div class="floor" aria-busy=${floor === null}>
      ${floor && html`
        <${Sums} agents=${agents} numbers=${floor.numbers} />
        <${Skills} desk=${desk} numbers=${floor.numbers} />
        <${Waiting} desk=${desk} move=${move} />
        <${People} desk=${desk} agents=${agents} move=${move} />
      `}
    </div>
    ${moved && floor && desk.dialog.value === "reassign" && html`
      <${Reassign} desk=${desk} watch=${watch} moved=${moved} agents=${floor.agents} />
    `}
  `;
}

/** @param {{agents: WatchedAgent[], numbers: WallboardNumbers}} props */
function Sums({ agents, numbers }) {
  const waiting = sum(numbers.lines.map((line) => line.waiting));
  const inHand = pressure(agents);
  const missed = inHand.missed + sum(numbers.lines.map((line) => line.missed));
  const near = inHand.near + sum(numbers.lines.map((line) => line.near));
  const there = agents.filter((each) => each.presence === "available");
  /** @type {[string, number, string][]} */
  const all = [
    ["In the queue", waiting, ""],
    ["With agents", sum(agents.map((each) => each.held.length)), ""],
    ["With the bot", numbers.with_bot, ""],
    ["Agents available", there.length, ""],
    ["Near a target", near, near ? "near" : ""],
    ["Target missed", missed, missed ? "missed" : ""],
  ];
  return html`
    <dl class="sums" aria-label="Right now">
      ${all.map(([title, value, level]) => html`
        <div class=${level}><dt>${title}</dt><dd>${value}</dd></div>
      `)}
    </dl>
  `;
}

/** @param {{desk: Desk, numbers: WallboardNumbers}} props */
function Skills({ desk, numbers }) {
  if (!numbers.lines.length) {
    return html`<section><h2>Queue by skill</h2><p class="empty">Nobody is waiting.</p></section>`;
  }
  return html`
    <section>
      <h2>Queue by skill</h2>
      <table class="floor-table">
        <thead>
          <tr><th>Skill</th><th>Waiting</th><th>Longest wait</th><th>Near a target</th><th>Missed</th></tr>
        </thead>
        <tbody>
          ${numbers.lines.map((line) => html`
            <tr key=${line.skill}>
              <th scope="row">${name(line.skill)}</th>
              <td>${line.waiting}</td>
              <td>${age(line.oldest, desk.now.value)}</td>
              <td>${line.near ? html`<span class="due near">${line.near}</span>` : "–"}</td>
              <td>${line.missed ? html`<span class="due missed">${line.missed}</span>` : "–"}</td>
            </tr>
          `)}
        </tbody>
      </table>
    </section>
  `;
}

/** @param {{desk: Desk, move: (moved: Moved) => void}} props */
function Waiting({ desk, move }) {
  const queue = desk.snapshot.value?.queue ?? [];
  if (!queue.length) return null;
  return html`
    <section>
      <h2>Next in the queue</h2>
      <ul class="floor-cases" role="list" aria-label="Next in the queue">
        ${queue.slice(0, 50).map((item) => html`
          <${WaitingCase} key=${item.handoff_id} desk=${desk} item=${item} move=${move} />
        `)}
      </ul>
    </section>
  `;
}

/** @param {{desk: Desk, item: QueueItem, move: (moved: Moved) => void}} props */
function WaitingCase({ desk, item, move }) {
  const { conversation_id, customer_name, handoff_id, offered_to } = item;
  const clock = desk.snapshot.value?.clocks.find((each) => each.handoff_id === handoff_id);
  return html`
    <li class="floor-case">
      <a dir="auto" href=${conversationAt(conversation_id)}>${customer_name ?? "Unknown customer"}</a>
      <span class="muted">
        ${reason(item.reason.code)} · ${name(item.skill)} · waits${" "}
        <${Age} desk=${desk} since=${item.queued_at} />
        ${offered_to && html` · offered to <bdi>${desk.nameOf(offered_to)}</bdi>`}
      </span>
      <${Due} desk=${desk} clock=${clock} />
      <${Buttons} desk=${desk} moved=${{ conversation_id, customer_name, agent_id: null }} move=${move} />
    </li>
  `;
}

/** @param {{desk: Desk, agents: WatchedAgent[], move: (moved: Moved) => void}} props */
function People({ desk, agents, move }) {
  return html`
    <section>
      <h2>Agents</h2>
      <ul class="floor-agents" role="list" aria-label="Agents">
        ${agents.map((agent) => html`
          <${Person} key=${agent.id} desk=${desk} agent=${agent} move=${move} />
        `)}
      </ul>
    </section>
  `;
}

/** @param {{desk: Desk, agent: WatchedAgent, move: (moved: Moved) => void}} props */
function Person({ desk, agent, move }) {
  const { presence, presence_since: since, held, capacity, skills } = agent;
  return html`
    <li class=${`floor-agent ${presence}`} aria-label=${agent.name}>
      <p class="floor-agent-line">
        <strong dir="auto">${agent.name}</strong>
        <span class=${`presence-word ${presence}`}>
          ${PRESENCES[presence]}${since && html` for <${Age} desk=${desk} since=${since} />`}
        </span>
        <span class="muted">${held.length} of ${capacity}</span>
        <span class="muted floor-skills" dir="auto">${skills.map(name).join(", ") || "Every skill"}</span>
      </p>
      ${held.length > 0 && html`
        <ul class="floor-cases" role="list" aria-label=${`Cases of ${agent.name}`}>
          ${held.map((each) => html`
            <${HeldByAgent} key=${each.handoff_id} desk=${desk} held=${each} move=${move} />
          `)}
        </ul>
      `}
    </li>
  `;
}

/** @param {{desk: Desk, held: WatchedCase, move: (moved: Moved) => void}} props */
function HeldByAgent({ desk, held, move }) {
  const { conversation_id, customer_name, agent_id, clock } = held;
  const { label, marked } = channelOf(desk.snapshot.value, held.channel);
  return html`
    <li class="floor-case">
      <a dir="auto" href=${conversationAt(conversation_id)}>${customer_name ?? "Unknown customer"}</a>
      <span class="muted">
        ${name(held.skill)} ${marked && `· ${label}`} · in hand for${" "}
        <${Age} desk=${desk} since=${held.assigned_at} />
        ${clock && html` · <${Waits} desk=${desk} clock=${clock} />`}
      </span>
      <${Due} desk=${desk} clock=${clock} />
      <${Buttons} desk=${desk} moved=${{ conversation_id, customer_name, agent_id }} move=${move} />
    </li>
  `;
}

/** @param {{desk: Desk, moved: Moved, move: (moved: Moved) => void}} props */
function Buttons({ desk, moved, move }) {
  const who = moved.customer_name ?? "an unknown customer";
  const mine = moved.agent_id === desk.snapshot.value?.agent.id;
  const takeOver = () => {
    desk.select(moved.conversation_id);
    void desk.handling.takeOver({ id: moved.conversation_id });
  };
  return html`
    <span class="floor-buttons">
      ${!mine && html`
        <button class="quiet" aria-label=${`Take over: ${who}`} onClick=${takeOver}>Take over</button>
      `}
      <button class="quiet" aria-label=${`Reassign: ${who}`} onClick=${() => move(moved)}>
        Reassign
      </button>
    </span>
  `;
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
