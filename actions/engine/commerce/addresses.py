"""Addresses in a customer's words: written out, or pointed at among those that the shop knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.crm.records.order import Order
from actions.engine.case.order_form import orders_in
from actions.engine.case.wishes import Postal
from actions.engine.commerce.account import Account, postal
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.rules import Rules

_WRITTEN = re.compile(
    r"(?P<street>\d{1,6}\s+[^\W\d_][^,;\n]*?)\s*,\s*"
    r"(?:(?P<more>(?i:suite|apt|apartment|unit|floor|no|#)\.?\s*[\w-]+)\s*,\s*)?"
    r"(?P<city>[^\W\d_][^,;\d\n]*?)\s*,?\s*(?:\b(?P<region>[A-Z]{2})\b|,\s*[^\W\d_][^,;\d\n]*)?[\s,]*"
    r"(?P<postcode>\d{5})(?:-\d{4})?(?!\d)"
)
_DEFAULT = re.compile(r"\b(?:default|profile|account|home|usual|user)\b", re.IGNORECASE)
_SAME_AS = re.compile(r"\b(?:same as|as in|address of|from|like)\b", re.IGNORECASE)
_FEW = 4
_SENT_THERE = re.compile(
    r"\b(?:sent|shipped|delivered|going) (?:it )?(?:to|there)\b", re.IGNORECASE
)


def written(text: str, rules: Rules) -> Postal | None:
    """An address that is written out in full."""
    found = _WRITTEN.search(text)
    if found is None:
        return None
    street = ", ".join(filter(None, (found["street"].strip(), found["more"])))
    postcode = found["postcode"]
    region = found["region"] or _region(postcode, rules)
    city = re.sub(r"\s+[A-Z]{2}$", "", found["city"].strip())
    return Postal(street=street, city=city, postcode=postcode, region=region, country=rules.country)


def pointed_at(
    text: str, account: Account, rules: Rules, going: Sequence[Order], *, default: bool
) -> tuple[Postal, ...]:
    """The known addresses that the text may mean for these orders, and the account if `default`.

    One is the answer; none where the text points at nothing.
    """
    if named := _of_orders_named(text, account):
        return named
    known = _distinct([account.customer.address, *(one.ship_to for one in account.orders)])
    now = _distinct(one.ship_to for one in going)
    if len(now) == 1:
        known = tuple(one for one in known if one != now[0])
    towns = tuple(one for one in known if _names(text, one.city, rules))
    if len(now) == 1 and len(towns) > 1:
        towns = tuple(one for one in towns if one != now[0]) or towns
    if len(towns) == 1:
        return towns
    if towns and len(towns) < len(known):
        return _narrowed(text, towns, account)
    if _DEFAULT.search(text) and not default:
        return (postal(account.customer.address),)
    streets = tuple(one for one in known if _street_name(one.street) in text.casefold())
    return _narrowed(text, streets or towns, account)


def other_addresses(account: Account, going: Sequence[Order]) -> tuple[Postal, ...]:
    """The known addresses that these orders, or else the account, do not have already."""
    now = _distinct([one.ship_to for one in going] or [account.customer.address])
    known = _distinct([account.customer.address, *(one.ship_to for one in account.orders)])
    return tuple(one for one in known if one not in now)[:_FEW]


def in_town(text: str, orders: Iterable[Order], rules: Rules) -> tuple[Order, ...]:
    """Those orders that go to a town which the text names as theirs: “my LA order”."""
    return tuple(
        one
        for one in orders
        if re.search(
            rf"\b(?:{'|'.join(_words(one.ship_to.city, rules))})\b\W+(?:\w+\W+)?order",
            text,
            re.IGNORECASE,
        )
    )


def away_from(
    text: str, orders: Iterable[Order], account: Account, rules: Rules
) -> tuple[Order, ...]:
    """Those that go to one of two towns named, where the other one is that of the account."""
    own = account.customer.address.city
    named = {one.ship_to.city for one in account.orders if _names(text, one.ship_to.city, rules)}
    if len(named | {own}) < 2 or not (_names(text, own, rules) and _DEFAULT.search(text)):
        return ()
    return tuple(one for one in orders if one.ship_to.city in named - {own})


def _of_orders_named(text: str, account: Account) -> tuple[Postal, ...]:
    """Of the order that it shall be the same as."""
    cue = _SAME_AS.search(text)
    numbers = orders_in(text[cue.end() :]) if cue else ()
    orders = (order for number in numbers[:1] if (order := account.order(number.lstrip("#"))))
    return tuple(postal(order.ship_to) for order in orders)


def _narrowed(text: str, several: tuple[Postal, ...], account: Account) -> tuple[Postal, ...]:
    """Of several the one to which goes what the text names, or the account's own."""
    if len(several) < 2:
        return several
    families = {family for one in mentions(text, account.kinds) for family in one.families}
    sent = [
        postal(order.ship_to)
        for order in account.orders
        if _SENT_THERE.search(text) and any(line.family_id in families for line in order.lines)
    ]
    there = tuple(one for one in several if one in sent)
    own = postal(account.customer.address)
    if not there and _DEFAULT.search(text) and own in several:
        return (own,)
    return there or several


def _distinct(addresses: Iterable[object]) -> tuple[Postal, ...]:
    return tuple(dict.fromkeys(postal(one) for one in addresses))  # type: ignore[arg-type]


def _names(text: str, city: str, rules: Rules) -> bool:
    return re.search(rf"\b(?:{'|'.join(_words(city, rules))})\b", text, re.IGNORECASE) is not None


def _words(city: str, rules: Rules) -> list[str]:
    return [re.escape(one) for one in (city, *rules.places.get(city, ()))]


def _street_name(street: str) -> str:
    """The street without its number and flat: `elm avenue`."""
    return re.sub(r"^\d+\s+", "", street.split(",")[0]).casefold()


def _region(postcode: str, rules: Rules) -> str:
    """The region whose postcodes begin like this one."""
    begins = postcode[:3]
    for region, spans in rules.regions.items():
        for span in spans:
            first, _, last = span.partition("-")
            if first <= begins <= (last or first):
                return region
    return ""
