"""Known incidents: which of them concern a case, and what they make likelier. Pure.

A topic of any kind asks `likelier` in its `look`, with `Desk.incidents`. What its own causes are
called is its own affair: `inference.raised` takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from actions.crm.incident import Incident, IncidentCause
from actions.crm.records.order import Order, OrderLine
from actions.engine.case.reading import fits

_GOES_NO_MORE = ("lost", "returned_to_sender")


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a case when it is asked whether an incident concerns it.

    `orders` are those that it may be about; `goods` what the customer named; `said` their words.
    """

    topic: str
    orders: tuple[Order, ...] = ()
    goods: tuple[str, ...] = ()
    said: str = ""


def concerning(incidents: Iterable[Incident], around: Circumstances) -> tuple[Incident, ...]:
    """Those that certainly concern it: what is not known to be within the scope is outside."""
    return tuple(one for one in incidents if _concerns(one, around))


def likelier(incidents: Iterable[Incident], around: Circumstances) -> frozenset[IncidentCause]:
    """What they make likelier."""
    return frozenset(one.cause for one in concerning(incidents, around))


def faulty(incidents: Iterable[Incident], orders: Iterable[Order]) -> tuple[OrderLine, ...]:
    """The goods of these orders that are known to be faulty."""
    known = [one for one in incidents if one.cause == "faulty_product" and one.product]
    lines = (line for order in orders for line in order.lines)
    return tuple(line for line in lines if any(_is_of(one.product, line) for one in known))


def _concerns(incident: Incident, around: Circumstances) -> bool:
    return (
        incident.matters_for(around.topic)
        and _way_concerned(incident, around.orders)
        and _goods_concerned(incident, around)
        and _payment_concerned(incident, around)
    )


def _way_concerned(incident: Incident, orders: Sequence[Order]) -> bool:
    """Of several orders that may be meant every one must be on that way, else it is not certain."""
    if incident.carrier is None and not incident.postcodes:
        return True
    return bool(orders) and all(_is_on_the_way(incident, order) for order in orders)


def _is_on_the_way(incident: Incident, order: Order) -> bool:
    """Whether something of the order still goes, or will go, there and with them."""
    if order.status in ("cancelled", "returned") or not _is_there(incident, order):
        return False
    carriers = {
        parcel.carrier
        for parcel in order.shipments
        if parcel.status not in _GOES_NO_MORE
        if parcel.delivered_at is None or parcel.delivered_at >= incident.starts_at
    }
    if incident.carrier is None:
        return bool(carriers) or not order.shipments
    return incident.carrier in carriers


def _is_there(incident: Incident, order: Order) -> bool:
    if incident.country and order.ship_to.country.casefold() != incident.country.casefold():
        return False
    postcode = _bare(order.ship_to.postcode)
    known = [_bare(start) for start in incident.postcodes]
    return not known or any(postcode.startswith(start) for start in known)


def _goods_concerned(incident: Incident, around: Circumstances) -> bool:
    """Goods that they own, or that they name: in full, where the bot knows only the maker."""
    if incident.product is None:
        return True
    owned = (line for order in around.orders for line in order.lines)
    said = (*around.goods, around.said)
    named = (fits(incident.product, name=one, category="") for one in said)
    return any(_is_of(incident.product, line) for line in owned) or any(named)


def _is_of(product: str | None, line: OrderLine) -> bool:
    """Whether a line is that SKU, or has all those words in its name."""
    if product is None:
        return False
    return product.casefold() == line.sku.casefold() or fits(
        product, name=line.name, category=line.category
    )


def _payment_concerned(incident: Incident, around: Circumstances) -> bool:
    """A way to pay that they name, or else the way of every order in question."""
    if incident.payment is None or incident.payment.casefold() in around.said.casefold():
        return True
    return bool(around.orders) and all(_is_paid_so(incident, order) for order in around.orders)


def _is_paid_so(incident: Incident, order: Order) -> bool:
    """Whether it waits for money that comes this way, or was ordered meanwhile."""
    placed = order.placed_at or incident.starts_at
    lately = order.status == "placed" or placed >= incident.starts_at
    return lately and order.payment.casefold() == (incident.payment or "").casefold()


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).casefold()
