"""Answers about orders, goods, prices and sums, out of the account and the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.commerce.account import Account, postal
from actions.engine.commerce.bought import Bought, bought
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.finding import numbers_in
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.lines import lines_meant
from actions.engine.commerce.phrasing import bullets, goods, of_options, price
from actions.engine.commerce.swapping import in_stock
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, money

_TRACKING = re.compile(r"\btrack", re.IGNORECASE)
_WHERE = re.compile(r"\baddress\b|\bwhere .*(?:sent|going|shipped|delivered)", re.IGNORECASE)
_STATUS = re.compile(
    r"\bstatus\b|\bwhen\b|\bin transit\b|\barriv|\bshipped\b|\bhow long\b|\bwhere is\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:get|getting|got|receive|expect|money|refund\w*)\b.*\b(?:back|refund\w*|total|amount)\b"
    r"|\brefund (?:amount|total)|\bhow much .*\b(?:back|refund\w*|save)",
    re.IGNORECASE,
)
_BALANCE = re.compile(r"\bbalance\b|\bleft on\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\bhow many\b|\bnumber of\b|\boptions?\b.*\bavailable|\bwhich (?:options|variants)", re.I
)
_PAID = re.compile(
    r"\b(?:paid|pay|cost|price|total|spent|spend|how much|expensive|cheap\w*)\b", re.IGNORECASE
)
_REMAINING = re.compile(r"\bremaining\b|\brest of\b", re.IGNORECASE)
_DEAREST = re.compile(r"\bmost expensive\b|\bdearest\b|\bpriciest\b", re.IGNORECASE)
_CHEAPEST = re.compile(r"\bcheapest\b|\bleast expensive\b", re.IGNORECASE)
_ASKED = (_TRACKING, _WHERE, _STATUS, _BACK, _BALANCE, _REMAINING)
_IN_SHOP = re.compile(r"\b(?:available|store|in stock|offer|sell|right now|have)\b", re.IGNORECASE)


async def answer_question(d: Dialogue, place: int) -> None:
    """Answer what can be, and say where something is not known. Raises `CrmError`."""
    matter, account = d.matter(place), await d.account()
    text = matter.text
    d.speak_of(_lines(d, text, account) if mentions(text, account.kinds) else ())
    told = [answer for find in _ACCOUNT if (answer := find(d, text, account))]
    if not told and (found := await _of_catalogue(d, text, account)):
        told = [found]
    if not told:
        told = [answer for find in _LINES if (answer := find(d, text, account))][:1]
    if not told and any(one.act != "question" for one in d.wishes.left):
        d.close(place, "done", "goes with what is done")
        return
    d.tell_text("\n".join(told) if told else say("commerce.not_known"))
    d.close(place, "done" if told else "refused", "answered" if told else "not known")


def asks_of_account(text: str) -> bool:
    """Whether words ask for what an account tells, be it without a question mark."""
    return any(one.search(text) for one in _ASKED)


def _orders_meant(d: Dialogue, text: str, account: Account) -> Sequence[Order]:
    named = numbers_in(text, account)
    if named:
        return [one for one in account.orders if one.number in named]
    cue = d.vocabulary.cue
    if cue("gone").search(text):
        gone = [one for one in account.orders if one.status == "cancelled"]
        if gone:
            return gone
    lines = _lines(d, text, account)
    if lines:
        return list({one.order.number: one.order for one in lines}.values())
    if cue("latest").search(text) and account.orders:
        return [account.orders[0]]
    spoken = {key.split("/")[0] for key in d.wishes.spoken_of}
    return [one for one in account.orders if one.number in spoken] or account.orders


def _lines(d: Dialogue, text: str, account: Account) -> Sequence[Bought]:
    if mentions(text, account.kinds):
        meant = lines_meant(text, account.orders, account.kinds)
        return [*meant.lines, *(one for each in meant.unclear for one in each.candidates)]
    keys = set(d.wishes.spoken_of)
    return [one for one in bought(account.orders) if f"{one.order.number}/{one.line.id}" in keys]


def _tracking(d: Dialogue, text: str, account: Account) -> str:
    if not _TRACKING.search(text):
        return ""
    told = []
    for order in _orders_meant(d, text, account):
        codes = [one.tracking_code for one in order.shipments if one.tracking_code]
        name = "commerce.tracking" if codes else "commerce.no_tracking"
        told.append(say(name, number=order.number, codes=listed(codes)))
    return "\n".join(told)


def _address(d: Dialogue, text: str, account: Account) -> str:
    if not _WHERE.search(text):
        return ""
    orders = _orders_meant(d, text, account)
    told = [
        say("commerce.order_goes_to", number=one.number, address=postal(one.ship_to))
        for one in orders
    ]
    return "\n".join(told)


def _status(d: Dialogue, text: str, account: Account) -> str:
    if not _STATUS.search(text):
        return ""
    return "\n".join(
        say("commerce.order_is", number=one.number, state=say(f"commerce.state.{one.status}"))
        for one in _orders_meant(d, text, account)
    )


def _balance(d: Dialogue, text: str, account: Account) -> str:
    cards = [one for one in account.methods if one.balance is not None]
    if not _BALANCE.search(text) or not cards:
        return ""
    return "\n".join(
        say("commerce.balance", method=one.label, amount=money(one.balance or 0, d.currency))
        for one in cards
    )


def _back(d: Dialogue, text: str, account: Account) -> str:
    """What comes back by what was done; of what is still to be done the proposal says it."""
    if not _BACK.search(text):
        return ""
    back = sum(one.amount for one in d.wishes.done)
    if back > 0:
        return say("commerce.back_in_all", amount=price(back, d.currency))
    waits = any(one.act != "question" for one in d.wishes.left)
    return say("commerce.back_is_told") if waits else ""


_ACCOUNT: Sequence[Callable[[Dialogue, str, Account], str]] = (
    _tracking,
    _balance,
    _back,
    _address,
    _status,
)


async def _of_catalogue(d: Dialogue, text: str, account: Account) -> str:
    """How many variants there are, what they cost, which is the cheapest."""
    counts, superlative = _COUNT.search(text), _CHEAPEST.search(text) or _DEAREST.search(text)
    if not counts and not (superlative and _IN_SHOP.search(text)):
        return ""
    families = [family for one in mentions(text, account.kinds) for family in one.families]
    told = []
    for family in dict.fromkeys(families):
        products = await d.crm.catalogue.variants(family)
        there = in_stock(products)
        name = account.kinds.names.get(family, "")
        if superlative and not counts:
            told.append(_extreme(d, text, name, there))
        else:
            told.append(say("commerce.variants", goods=name, count=len(there)))
            told += [_listed(text, there, account)] if _PAID.search(text) else []
    return "\n".join(one for one in told if one)


def _extreme(d: Dialogue, text: str, name: str, there: Sequence[Product]) -> str:
    if not there:
        return say("commerce.none_available", goods=name)
    pick = max if _DEAREST.search(text) else min
    one = pick(there, key=lambda each: each.price)
    d.wishes = replace(d.wishes, quoted=one.price)
    return say(
        "commerce.variant_costs",
        goods=f"{name} ({of_options(one.options)})",
        amount=money(one.price, one.currency),
    )


def _listed(text: str, there: Sequence[Product], account: Account) -> str:
    return bullets(
        f"{of_options(one.options)}: {money(one.price, one.currency)}"
        for one in sorted(there, key=lambda each: each.price)
    )


def _remaining(d: Dialogue, text: str, account: Account) -> str:
    if not _REMAINING.search(text) or not d.wishes.spoken_of:
        return ""
    keys = set(d.wishes.spoken_of)
    numbers = {key.split("/")[0] for key in keys}
    rest = [
        one
        for one in bought(account.orders)
        if one.order.number in numbers and f"{one.order.number}/{one.line.id}" not in keys
    ]
    total = sum(one.line.unit_price * one.line.quantity for one in rest)
    return say("commerce.rest_costs", amount=price(total, d.currency))


def _prices(d: Dialogue, text: str, account: Account) -> str:
    """What lines or orders cost, each and together."""
    if not _PAID.search(text):
        return ""
    if _DEAREST.search(text) and not mentions(text, account.kinds):
        lines = [
            one for order in _orders_meant(d, text, account) for one in account.whole(order.number)
        ]
        one = max(lines, key=lambda each: each.line.unit_price, default=None)
        d.speak_of([one] if one else ())
        return _costs(one) if one else ""
    if mentions(text, account.kinds):
        lines = list(_lines(d, text, account))
        told = [_costs(one) for one in lines]
        d.wishes = replace(d.wishes, quoted=lines[0].line.unit_price if len(lines) == 1 else 0)
        total = sum(one.line.unit_price * one.line.quantity for one in lines)
        if len(lines) > 1:
            told.append(say("commerce.in_all", amount=price(total, d.currency)))
        return "\n".join(told)
    return "\n".join(
        say("commerce.order_costs", number=one.number, amount=money(one.total, one.currency))
        for one in _orders_meant(d, text, account)
    )


def _costs(one: Bought) -> str:
    amount = money(one.line.unit_price, one.order.currency)
    return say("commerce.line_costs", goods=goods(one), number=one.order.number, amount=amount)


def _contents(d: Dialogue, text: str, account: Account) -> str:
    """What is in an order, or how something that was bought is."""
    if mentions(text, account.kinds):
        return bullets(
            say("commerce.line_is", goods=goods(one), number=one.order.number)
            for one in _lines(d, text, account)
        )
    if "order" not in text.casefold():
        return ""
    return "\n".join(
        say(
            "commerce.order_holds",
            number=one.number,
            goods=listed([line.name for line in one.lines]),
            state=say(f"commerce.state.{one.status}"),
        )
        for one in _orders_meant(d, text, account)
    )


_LINES: Sequence[Callable[[Dialogue, str, Account], str]] = (_remaining, _prices, _contents)
