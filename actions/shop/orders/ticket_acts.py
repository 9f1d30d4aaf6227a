"""Acts of which a colleague does the rest: the bot opens a ticket for them."""

from __future__ import annotations

from actions.crm.port import Crm
from actions.crm.records.history import Ticket
from actions.crm.working_days import add_working_days
from actions.engine.business.policy import policy
from actions.engine.case.diagnosis import ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_by
from actions.engine.words.wording import day

_WATCH = "Watch over the delivery"


async def watch(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Have a colleague watch over a delivery."""
    if diagnosis.days_late > 0:
        return await _watch_late(crm, diagnosis, customer_id, turn)
    until = day(diagnosis.until) if diagnosis.until else "the promised day"
    subject = f"Check that order {diagnosis.order_number} arrives by {until}"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="watch", subject=subject)
    words = say_by("remedies.watch.done", diagnosis.until, reference=made.reference)
    return _filed(_WATCH, made, words)


async def _watch_late(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    subject = f"Watch over order {diagnosis.order_number} until it arrives"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="watch", subject=subject)
    # A parcel that is late has no promised day any more.
    watched = policy().promise("delivery_watched").days
    by = day(add_working_days(made.opened_at.date(), watched))
    words = say("remedies.watch_late.done", reference=made.reference, by=by)
    return _filed(_WATCH, made, words)


async def ask_warehouse(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn
) -> ActionResult:
    """Have a colleague ask why an order has not left."""
    subject = f"Order {diagnosis.order_number} has not left the warehouse"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="warehouse", subject=subject)
    words = say("remedies.warehouse.done", reference=made.reference)
    return _filed("Inquiry with the warehouse", made, words)


async def send_part(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Have the warehouse send a part of goods by itself."""
    part = diagnosis.facts.get("part", diagnosis.product)
    subject = f"Send the {part} of {diagnosis.product}, order {diagnosis.order_number}"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="part", subject=subject)
    words = say("remedies.part.done", part=part, reference=made.reference)
    return _filed(f"Sending the {part} of {diagnosis.product}", made, words)


async def chase(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Have a colleague look after money."""
    subject = f"Money for order {diagnosis.order_number} is to be looked after"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="payment", subject=subject)
    words = say("remedies.chase.done", reference=made.reference)
    return _filed("Urgent inquiry with accounting", made, words)


async def withdraw(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Have a colleague close a return that was announced: the goods stay where they are."""
    number = diagnosis.order_number
    subject = f"Close the return of {diagnosis.product} (order {number}): the customer keeps it"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="withdraw", subject=subject)
    words = say("remedies.withdraw.done", goods=diagnosis.product, reference=made.reference)
    return _filed(f"Withdrawal of the return of {diagnosis.product}", made, words)


async def _ticket(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn, *, kind: str, subject: str
) -> Ticket:
    """A colleague is to look after the order; one of each kind a turn."""
    number = diagnosis.order_number
    return await crm.history.open_ticket(
        customer_id,
        subject=subject,
        body=diagnosis.situation,
        kind=kind,
        order_number=number,
        conversation_id=turn.conversation_id,
        idempotency_key=turn.key(kind, number),
    )


def _filed(what: str, made: Ticket, words: str) -> ActionResult:
    return ActionResult(
        what=what,
        result=f"ticket opened, reference {made.reference}",
        words=words,
        reference=made.reference,
    )
