"""The embedded CRM's business rules: pure functions that every adapter of ours shares.

What is refused, how references look, by when things happen, how records are found. A function that
makes a record either returns it, ready to be stored, or raises the error that the port promises.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from actions.crm.errors import CrmKeyReused, CrmNotFound, CrmRefused
from actions.crm.records.customer import Address
from actions.crm.records.goods import Product
from actions.crm.records.order import Cancellation, Order, OrderLine, Redirection
from actions.crm.records.parcel import Shipment, Trace
from actions.crm.records.payment import Refund
from actions.crm.records.record import Record
from actions.crm.records.remedy import Exchange, Replacement, Return
from actions.crm.working_days import add_working_days

ENTROPY_BYTES = 5
"""What `reference` takes: five bytes make eight characters."""

TRACE_ANSWER_WORKING_DAYS = 3
TRACE_WINDOW = timedelta(days=60)
REPLACEMENT_WORKING_DAYS = 2
REFUND_WORKING_DAYS = 5
RETURN_LABEL_VALIDITY = timedelta(days=14)

_R = TypeVar("_R", bound=Record)
_ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def reference(prefix: str, entropy: bytes) -> str:
    """`TR-7K3QD9XW`: letters and digits that are not mistaken for one another when read aloud."""
    return f"{prefix}-{base64.b32encode(entropy).decode().translate(_ALPHABET)}"


def found(record: _R | None, what: str) -> _R:
    """The record, or `CrmNotFound` naming what was looked for."""
    if record is None:
        raise CrmNotFound(f"The CRM has no {what}.")
    return record


def first_result(first: Record, kind: type[_R]) -> _R:
    """The result that an idempotency key had before, provided the write was of the same kind."""
    if not isinstance(first, kind):
        raise CrmKeyReused
    return first


def trace(order: Order, shipment_id: str, *, reason: str, now: datetime, entropy: bytes) -> Trace:
    """Ask after a parcel of an order."""
    shipment = found(_shipment(order, shipment_id), f"parcel {shipment_id} in order {order.number}")
    if any(known.shipment_id == shipment_id for known in order.traces):
        raise CrmRefused(f"A trace of parcel {shipment_id} is open already.")
    if shipment.delivered_at is not None and now - shipment.delivered_at > TRACE_WINDOW:
        raise CrmRefused(f"Parcel {shipment_id} was delivered over {TRACE_WINDOW.days} days ago.")
    return Trace(
        reference=reference("TR", entropy),
        order_number=order.number,
        shipment_id=shipment_id,
        reason=reason,
        opened_at=now,
        answer_by=add_working_days(now.date(), TRACE_ANSWER_WORKING_DAYS),
    )


def replacement(
    order: Order,
    line_ids: Sequence[str],
    *,
    stock: Mapping[str, int],
    reason: str,
    now: datetime,
    entropy: bytes,
) -> Replacement:
    """Send lines again; `stock` says how many pieces there are of each SKU."""
    lines = chosen_lines(order, line_ids)
    _refuse_replacement(order, lines, stock)
    return Replacement(
        reference=reference("RP", entropy),
        order_number=order.number,
        line_ids=tuple(line.id for line in lines),
        reason=reason,
        created_at=now,
        arrives_by=add_working_days(now.date(), REPLACEMENT_WORKING_DAYS),
    )


def opened_return(
    order: Order, line_ids: Sequence[str], *, reason: str, now: datetime, entropy: bytes
) -> Return:
    """Take lines back."""
    lines = chosen_lines(order, line_ids)
    _refuse_nothing(lines, "return")
    known = {line_id for item in order.returns for line_id in item.line_ids}
    for line in lines:
        if line.id in known:
            raise CrmRefused(f"Line {line.id} is on its way back already.")
        parcel = _shipment(order, line.shipment_id or "")
        if parcel is None or parcel.delivered_at is None:
            raise CrmRefused(f"Line {line.id} has not been delivered.")
    return Return(
        reference=reference("RA", entropy),
        order_number=order.number,
        line_ids=tuple(line.id for line in lines),
        reason=reason,
        opened_at=now,
        send_by=now.date() + RETURN_LABEL_VALIDITY,
    )


def exchange(
    order: Order, sent_back: Return, product: Product, *, now: datetime, entropy: bytes
) -> Exchange:
    """Take lines back for as many pieces of another product."""
    lines = chosen_lines(order, sent_back.line_ids)
    quantity = sum(line.quantity for line in lines)
    if (product.in_stock or 0) < quantity:
        raise CrmRefused(f"{product.sku} is out of stock.")
    return Exchange(
        reference=reference("EX", entropy),
        order_number=order.number,
        line_ids=sent_back.line_ids,
        return_reference=sent_back.reference,
        send_by=sent_back.send_by,
        sku=product.sku,
        name=product.name,
        quantity=quantity,
        difference=sum((product.price - line.unit_price) * line.quantity for line in lines),
        opened_at=now,
    )


def only_swap(swaps: Mapping[str, str]) -> tuple[str, str]:
    """The line and the SKU of an exchange. Raises `CrmRefused` unless it is of one line."""
    if len(swaps) != 1:
        raise CrmRefused("One line is exchanged at a time.")
    return next(iter(swaps.items()))


def refund(
    order: Order, line_ids: Sequence[str], *, reason: str, now: datetime, entropy: bytes
) -> Refund:
    """Give back what lines cost."""
    lines = chosen_lines(order, line_ids)
    _refuse_nothing(lines, "refund")
    if order.status == "placed":
        raise CrmRefused(f"Order {order.number} was never paid.")
    made_good = {line_id for item in order.refunds for line_id in item.line_ids}
    made_good |= {line_id for item in order.replacements for line_id in item.line_ids}
    for line in lines:
        if line.id in made_good:
            raise CrmRefused(f"Line {line.id} was refunded or replaced before.")
    ids = tuple(line.id for line in lines)
    amount = sum(line.unit_price * line.quantity for line in lines)
    return money_back(order, amount, ids, reason=reason, now=now, entropy=entropy)


def cancellation(order: Order, *, reason: str, now: datetime, entropy: bytes) -> Cancellation:
    """Cancel an order, with the money back where there was any."""
    refuse_once_left(order)
    paid = order.status != "placed"
    lines = [line.id for line in order.lines]
    return Cancellation(
        order_number=order.number,
        reason=reason,
        cancelled_at=now,
        refund=refund(order, lines, reason=reason, now=now, entropy=entropy) if paid else None,
    )


def redirection(order: Order, ship_to: Address, *, now: datetime) -> Redirection:
    """Send an order elsewhere."""
    refuse_once_left(order)
    return Redirection(order_number=order.number, ship_to=ship_to, changed_at=now)


def chosen_lines(order: Order, line_ids: Sequence[str]) -> tuple[OrderLine, ...]:
    """The lines with those ids, each once, in the order's sequence."""
    known = {line.id for line in order.lines}
    for line_id in line_ids:
        if line_id not in known:
            raise CrmNotFound(f"The CRM has no line {line_id} in order {order.number}.")
    return tuple(line for line in order.lines if line.id in line_ids)


def pieces(lines: Iterable[OrderLine]) -> Counter[str]:
    """How many pieces of each SKU the lines hold."""
    count: Counter[str] = Counter()
    for line in lines:
        count[line.sku] += line.quantity
    return count


def money_back(
    order: Order,
    amount: int,
    line_ids: tuple[str, ...],
    *,
    reason: str,
    now: datetime,
    entropy: bytes,
) -> Refund:
    """Money for lines of an order, or for none of them in particular."""
    return Refund(
        reference=reference("RF", entropy),
        order_number=order.number,
        line_ids=line_ids,
        amount=amount,
        currency=order.currency,
        reason=reason,
        requested_at=now,
        due_by=add_working_days(now.date(), REFUND_WORKING_DAYS),
    )


def _refuse_replacement(order: Order, lines: Sequence[OrderLine], stock: Mapping[str, int]) -> None:
    if order.status == "cancelled":
        raise CrmRefused(f"Order {order.number} is cancelled.")
    _refuse_nothing(lines, "replacement")
    replaced = {line_id for known in order.replacements for line_id in known.line_ids}
    refunded = {line_id for known in order.refunds for line_id in known.line_ids}
    for line in lines:
        if line.id in replaced:
            raise CrmRefused(f"Line {line.id} was replaced before.")
        if line.id in refunded:
            raise CrmRefused(f"Line {line.id} was refunded before.")
    for sku, needed in pieces(lines).items():
        if stock.get(sku, 0) < needed:
            raise CrmRefused(f"{sku} is out of stock.")


def _refuse_nothing(lines: Sequence[OrderLine], what: str) -> None:
    if not lines:
        raise CrmRefused(f"A {what} needs at least one line.")


def refuse_once_left(order: Order) -> None:
    """`CrmRefused` for what can no longer be changed."""
    if order.status == "cancelled":
        raise CrmRefused(f"Order {order.number} is cancelled.")
    if any(parcel.shipped_at is not None for parcel in order.shipments):
        raise CrmRefused(f"Order {order.number} has left the shop.")


def _shipment(order: Order, shipment_id: str) -> Shipment | None:
    return next((known for known in order.shipments if known.id == shipment_id), None)
