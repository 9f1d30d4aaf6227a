"""Claim the warranty of a part that is broken: find its order, see whether it holds, file it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from actions.crm.port import Crm
from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.history import Ticket
from actions.crm.records.order import Order, OrderLine
from actions.crm.working_days import add_working_days
from actions.engine.business.part_claim import PartClaim
from actions.engine.business.policy import policy
from actions.engine.business.topic import conclude
from actions.engine.case.case import Candidate, Case, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import ActionResult, Diagnosis, Plan
from actions.engine.case.proof import owned
from actions.engine.case.reading import fits
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say
from actions.engine.words.wording import day, long_day, money
from actions.shop.orders.instead import rather

KIND = "warranty"
_LOOKED_THROUGH = 100
_CHOICES = 4


class Bought(msgspec.Struct, frozen=True, kw_only=True):
    """The part in question as it was bought."""

    order: Order
    line: OrderLine

    @property
    def since(self) -> date | None:
        """The day from which the warranty runs; None where nobody tells when it was bought."""
        arrived = [
            parcel.delivered_at.date()
            for parcel in self.order.shipments
            if parcel.id == self.line.shipment_id and parcel.delivered_at
        ]
        return arrived[0] if arrived else self.order.day_placed


async def prepare(case: Case, desk: Desk, parts: Sequence[str]) -> Case:
    """The case with a claim to agree to, or waiting for what it takes. May raise `CrmError`."""
    case = await owned(case, desk)
    if case.account is None:
        return case
    found = bought(await _orders(case, desk, case.account), parts)
    if not found:
        number = case.order_number if case.won else None
        return _planned(case, _not_bought_here(parts, number))
    if len(found) > 1:
        return waiting(replace(case, candidates=tuple(map(_candidate, found))), "which_order")
    return await _judged(case, desk, case.account, found[0])


def bought(orders: Sequence[Order], parts: Sequence[str]) -> list[Bought]:
    """Where such a part was delivered, newest first, one for each order."""
    found = (
        Bought(order=order, line=line)
        for order in orders
        if order.status == "delivered"
        for line in order.lines
        if any(fits(part, name=line.name, category=line.category) for part in parts)
    )
    by_order = {one.order.number: one for one in found}
    return list(by_order.values())[:_CHOICES]


def ends(since: date, months: int) -> date:
    """The last day of a warranty."""
    years, month = divmod(since.month - 1 + months, 12)
    last = monthrange(since.year + years, month + 1)[1]
    return date(since.year + years, month + 1, min(since.day, last))


async def file(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Open the claim. Raises `CrmError` when the CRM will not or cannot."""
    made = await crm.history.open_ticket(
        customer_id,
        subject=_subject(diagnosis.product),
        body=diagnosis.situation,
        kind=KIND,
        order_number=diagnosis.order_number,
        conversation_id=turn.conversation_id,
        idempotency_key=turn.key(KIND, diagnosis.line_ids[0]),
    )
    answered = policy().promise("claim_answered").days
    by, product = add_working_days(made.opened_at.date(), answered), diagnosis.product
    return ActionResult(
        what=f"Warranty claim for {product}",
        result=f"ticket opened, reference {made.reference}",
        words=say("claim.filed", reference=made.reference, day=day(by), product=product),
        by=by,
        reference=made.reference,
    )


async def _orders(case: Case, desk: Desk, account: str) -> Sequence[Order]:
    """The order that was named or proven, if it is theirs; else all that may be spoken of."""
    named = await desk.crm.orders.order(case.order_number) if case.order_number else None
    if named is not None and named.customer_id == account:
        return (named,)
    return await desk.crm.orders.orders(account, limit=_LOOKED_THROUGH)


async def _judged(case: Case, desk: Desk, account: str, found: Bought) -> Case:
    """The case with the plan that the warranty allows for."""
    case = replace(_with_goods(case, found), order_number=found.order.number, candidates=())
    tickets = await desk.crm.history.tickets(account, limit=_LOOKED_THROUGH)
    if filed := _filed_before(tickets, found):
        return _planned(case, _on_its_way(filed))
    products = await desk.crm.catalogue.products(found.line.sku)
    product = next((one for one in products if one.sku == found.line.sku), None)
    customer = await desk.crm.people.customer(account)
    tier = customer.tier if customer else ""
    return _planned(case, _within_rights(_plan(found, product, desk.today), found, tier))


def _within_rights(plan: Plan, found: Bought, tier: Tier) -> Plan:
    """The plan; prepared for a colleague where the part is worth more than the bot may claim."""
    if plan.act != "claim" or policy().may("claim", value=found.line.unit_price, tier=tier):
        return plan
    amount = money(found.line.unit_price, found.order.currency)
    return Plan(
        act="claim",
        intent=f"{plan.intent} ({amount})",
        reason="value_limit",
        proposal=say(
            "claim.to_be_released",
            product=found.line.name,
            number=found.order.number,
            amount=amount,
        ),
    )


def _plan(found: Bought, product: Product | None, today: date) -> Plan:
    name, number = found.line.name, found.order.number
    if product is None or product.warranty_months is None or found.since is None:
        return _colleague(
            f"whether the warranty of {name} holds",
            say("claim.warranty_unknown", product=name),
        )
    last = ends(found.since, product.warranty_months)
    until = long_day(last)
    if last < today:
        return _colleague(
            f"a repair or a good price for {name}, whose warranty has ended",
            say("claim.warranty_ended", product=name, number=number, day=until),
        )
    return Plan(
        act="claim",
        intent=f"a warranty claim for {name}",
        optional=True,
        proposal=say("claim.offer", product=name, number=number, day=until),
    )


def _not_bought_here(parts: Sequence[str], number: str | None) -> Plan:
    """Nothing to claim: neither in the one order that may be spoken of, nor in any."""
    part = parts[0] if parts else say("claim.part")
    if number is None:
        said = say("claim.not_among_orders", part=part)
    else:
        said = say("claim.not_in_order", part=part, number=number)
    return _colleague(f"what to do about a {part} that is not among the orders seen", said)


def _colleague(intent: str, proposal: str) -> Plan:
    return Plan(act="person", intent=intent, reason="policy", optional=True, proposal=proposal)


def _on_its_way(filed: Ticket) -> Plan:
    return Plan(
        act="none",
        proposal=say("claim.open_already", reference=filed.reference),
    )


def _filed_before(tickets: Sequence[Ticket], found: Bought) -> Ticket | None:
    subject = _subject(found.line.name)
    return next(
        (
            one
            for one in tickets
            if one.kind == KIND and one.status != "solved" and one.subject == subject
            if one.order_number == found.order.number
        ),
        None,
    )


def _with_goods(case: Case, found: Bought) -> Case:
    if case.diagnosis is None:
        return case
    line = found.line
    known = replace(
        case.diagnosis,
        order_number=found.order.number,
        product=line.name,
        line_ids=(line.id,),
        pieces={line.sku: 1},
        value=line.unit_price,
        currency=found.order.currency,
    )
    return replace(case, diagnosis=known)


def _planned(case: Case, plan: Plan) -> Case:
    return conclude(replace(case, plan=plan))


def _candidate(one: Bought) -> Candidate:
    return Candidate(
        number=one.order.number,
        product=one.line.name,
        placed_on=one.order.day_placed,
        price=one.line.unit_price,
    )


def _subject(product: str) -> str:
    return f"Warranty claim: {product}"


WARRANTY = PartClaim(
    prepare=prepare,
    file=file,
    verdict="claim.verdict",
    rather=rather,
)
