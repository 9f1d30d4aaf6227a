/**
 * Who it is, with orders and tickets: as the CRM says now, or as the packet had it until then.
 *
 * @import {Desk} from "../desk.js"
 * @import {Contact, Conversation, Order, Shipment, Ticket} from "../types.js"
 * @import {Thread} from "../thread.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { call } from "../account.js";
import { proofOf } from "../channels.js";
import { said } from "../errors.js";
import { clock, date, money, month, shortDate } from "../format.js";
import { level, name } from "../words.js";
import { Age } from "./age.js";
import { Looking } from "./looking.js";

const NOTES_SHOWN = 3;

/** @param {{desk: Desk, thread: Thread}} props */
export function Customer({ desk, thread }) {
  const { conversation, handoff } = thread;
  const card = desk.contacts.of(conversation.id);
  const contact = card.contact ?? handoff?.packet.contact ?? null;
  const error = card.error ?? contact?.error;
  return html`
    <section class="part customer" aria-label="Customer">
      <header class="part-head">
        <h2>Customer</h2>
        <${Freshness} desk=${desk} id=${conversation.id} contact=${contact} />
      </header>
      ${error && html`<p class="error" role="status">${error}</p>`}
      <${Who} desk=${desk} conversation=${conversation} contact=${contact} />
      <${Looking} page=${conversation.page} />
      ${contact && html`<${History} contact=${contact} />`}
    </section>
  `;
}

/** @param {{desk: Desk, id: string, contact: Contact | null}} props */
function Freshness({ desk, id, contact }) {
  const { reading } = desk.contacts.of(id);
  return html`
    <span class="freshness">
      ${contact?.read_at && html`read <${Age} desk=${desk} since=${contact.read_at} /> ago`}
      <button class="quiet" disabled=${reading || desk.link.value !== "live"}
        onClick=${() => desk.contacts.read(id)}>${reading ? "Reading …" : "Refresh"}</button>
    </span>
  `;
}

/** @param {{desk: Desk, conversation: Conversation, contact: Contact | null}} props */
function Who({ desk, conversation, contact }) {
  const customer = contact?.customer;
  const how = proofOf(desk.snapshot.value, conversation.how);
  return html`
    <p class="who">
      <strong dir="auto">${customer?.name ?? conversation.customer_name ?? "Unknown customer"}</strong>
      ${customer && html`<span class=${`tag tier ${customer.tier}`}>${name(customer.tier)}</span>`}
    </p>
    <p class="muted">
      <span class=${`level ${conversation.level}`}>${level(conversation.level)}</span>
      ${how && `: ${how}`}
    </p>
    ${conversation.level === "verified" && desk.may("answer") && html`
      <${SignOut} desk=${desk} key=${conversation.id} id=${conversation.id} />
    `}
    ${mayBlock(desk, conversation) && html`
      <p>
        <button class="quiet" title="They can no longer write here"
          onClick=${() => (desk.dialog.value = "block")}>Block or report spam</button>
      </p>
    `}
    ${customer && html`
      <p class="muted">
        <bdi>${[customer.email, customer.phone].filter(Boolean).join(" · ")}</bdi>
      </p>
      ${customer.since && html`<p class="muted">Customer since ${month(customer.since)}</p>`}
    `}
  `;
}

/**
 * Strangers are blocked by whoever answers customers, others by supervisors.
 *
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
const mayBlock = (desk, { level }) => desk.may(level === "verified" ? "blocks" : "answer");

/**
 * Ends what lets this customer's pages in, on all devices, say after a stranger got in.
 *
 * @param {{desk: Desk, id: string}} props
 */
function SignOut({ desk, id }) {
  const [done, setDone] = useState(false);
  const end = () =>
    call("POST", `conversations/${id}/sign_out`, {}).then(
      () => setDone(true),
      (problem) => (desk.problem.value = said(problem)),
    );
  if (done) return html`<p class="muted" role="status">Signed out of all chats.</p>`;
  return html`
    <p>
      <button class="quiet" onClick=${end}
        title="On all devices, until the shop signs them in anew">Sign out of all chats</button>
    </p>
  `;
}

/** @param {{contact: Contact}} props */
function History({ contact: { orders, tickets, notes } }) {
  return html`
    <${Cards} title="Orders" items=${orders} card=${OrderCard} />
    <${Cards} title="Tickets" items=${tickets} card=${TicketCard} />
    <${Cards} title="Notes" items=${notes?.slice(0, NOTES_SHOWN)} card=${NoteCard} />
  `;
}

/** @param {{title: string, items: any[] | null | undefined, card: any}} props */
function Cards({ title, items, card: Card }) {
  if (!items?.length) return null;
  return html`
    <h3>${title}</h3>
    <ul class="cards" aria-label=${title}>
      ${items.map((item) => html`<li class="card"><${Card} item=${item} /></li>`)}
    </ul>
  `;
}

/** @param {{item: Order}} props */
function OrderCard({ item }) {
  const { number, status, placed_at, lines, total, currency } = item;
  return html`
    <p class="card-line">
      <strong>${number}</strong>
      <span class="tag">${name(status)}</span>
      <span class="end">${placed_at && `${shortDate(placed_at)} · `}${money(total, currency)}</span>
    </p>
    <p dir="auto">${lines.map(inShort).join(", ")}</p>
    ${item.shipments?.map((each) => html`<${ShipmentLine} shipment=${each} />`)}
    ${item.traces?.map((each) => html`
      <p class="done">Trace ${each.reference}${by("answer by", each.answer_by)}</p>
    `)}
    ${item.replacements?.map((each) => html`
      <p class="done">Replacement ${each.reference}${by("arrives by", each.arrives_by)}</p>
    `)}
  `;
}

/**
 * What is promised, where a day is.
 * @param {string} what
 * @param {string | null} day
 */
const by = (what, day) => (day ? `: ${what} ${shortDate(day)}` : "");

/** @param {{name: string, quantity: number}} line */
const inShort = ({ name, quantity }) => (quantity > 1 ? `${quantity} × ${name}` : name);

/** @param {{shipment: Shipment}} props */
function ShipmentLine({ shipment }) {
  const { carrier, status, tracking_code, expected_on, delivered_at, last_scan } = shipment;
  const expected = expected_on && `expected ${shortDate(expected_on)}`;
  const day = delivered_at ? shortDate(delivered_at) : expected;
  return html`
    <p class="muted" title=${tracking_code}>
      ${carrier} <span class=${`shipment ${status}`}>${name(status).toLowerCase()}</span>${day && `, ${day}`}
      ${!delivered_at && last_scan && html`
        <br />Last scan ${shortDate(last_scan.at)} ${clock(last_scan.at)},${" "}
        <bdi>${last_scan.place}</bdi>: <bdi>${last_scan.text}</bdi>
      `}
    </p>
  `;
}

/** @param {{item: Ticket}} props */
function TicketCard({ item: { reference, subject, status, updated_at, order_number } }) {
  return html`
    <p class="card-line">
      <strong>${reference}</strong>
      <span class="tag">${name(status)}</span>
      <span class="end">${shortDate(updated_at)}</span>
    </p>
    <p><bdi>${subject}</bdi>${order_number && ` (order ${order_number})`}</p>
  `;
}

/** @param {{item: {text: string, author: string, at: string}}} props */
function NoteCard({ item: { text, author, at } }) {
  return html`
    <p class="muted">${name(author)} · ${date(at)}</p>
    <p dir="auto">${text}</p>
  `;
}
