"""Which of a customer's orders a text means: by number, state, age, place, or what is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.crm.records.order import Order
from actions.engine.case.order_form import orders_in
from actions.engine.commerce.vocabulary import Vocabulary

_OPEN = frozenset({"placed", "paid", "packed"})


def orders_in_question(
    text: str, orders: Sequence[Order], vocabulary: Vocabulary
) -> Sequence[Order]:
    """Those that the text's numbers, states and places leave; all where it says nothing."""
    exact = numbered(text, orders)
    return exact or _placed(text, _in_state(text, orders, vocabulary))


def numbered(text: str, orders: Sequence[Order]) -> tuple[Order, ...]:
    """The orders whose numbers are in the text."""
    named = {number.lstrip("#").upper() for number in orders_in(text)}
    found = tuple(one for one in orders if one.number.lstrip("#").upper() in named)
    if found:
        return found
    digits = set(re.findall(r"\d{4,}", text))
    return tuple(one for one in orders if re.sub(r"\D", "", one.number) in digits)


def _in_state(text: str, orders: Sequence[Order], words: Vocabulary) -> Sequence[Order]:
    """Those that have not left, or have arrived, where the words name one of these alone."""
    unsent, arrived = words.cue("open").search(text), words.cue("arrived").search(text)
    gone = words.cue("gone").search(text)
    if unsent and not arrived:
        return [one for one in orders if one.status in _OPEN]
    if arrived and not unsent:
        return [one for one in orders if one.status == "delivered"]
    if gone and not (unsent or arrived):
        return [one for one in orders if one.status == "cancelled"]
    return orders


def _placed(text: str, orders: Sequence[Order]) -> Sequence[Order]:
    """“The order sent to Boston”, “my Boston order”."""
    found = []
    for one in orders:
        city = re.escape(one.ship_to.city)
        sent = rf"\b(?:sent|going|shipped|delivered|goes)\s+to\s+{city}\b|\b{city}\s+order"
        if one.ship_to.city and re.search(sent, text, re.IGNORECASE):
            found.append(one)
    return found or orders
