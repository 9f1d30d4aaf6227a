"""What may be chosen from: orders, items and products as buttons and cards."""

from __future__ import annotations

from typing import Any

from actions.engine.answers.choice_buttons import DENY, button, sends
from actions.engine.answers.choosing import label
from actions.engine.case.case import Candidate, Case
from actions.engine.words.texts import say
from actions.engine.words.wording import money, short_day
from contracts.region import region

_ALL_OF_IT = "all of it"
"""What is sent for every item; `choosing` finds it by its first word."""


def choices(case: Case) -> tuple[dict[str, Any], ...]:
    """A card for each order that may be meant."""
    orders = (
        {
            "title": label(one),
            "payload": sends("inform", order_number=one.number),
            "card": _card(say("order.name", number=one.number), one.product, _ordered(one)),
        }
        for one in case.candidates
    )
    return (*orders, _none_of_these())


def _ordered(one: Candidate) -> str:
    return say("order.placed", day=short_day(one.placed_on)) if one.placed_on else ""


def items(case: Case) -> tuple[dict[str, str], ...]:
    """A button for each item of the order that may be meant, and one for all."""
    single = ({"title": one.product, "payload": _naming(one.product)} for one in case.candidates)
    return (*single, button("button.all_of_it", _naming(_ALL_OF_IT)))


def _card(name: str, *lines: str) -> dict[str, Any]:
    return {"name": name, "lines": list(filter(None, lines))}


def products(case: Case) -> tuple[dict[str, Any], ...]:
    """A card for each product that may be meant."""
    single = (
        {
            "title": say(
                "product.title", product=one.product, price=money(one.price, region().currency)
            ),
            "payload": _naming(one.product),
            "card": _card(one.product, money(one.price, region().currency)),
        }
        for one in case.candidates
    )
    return (*single, _none_of_these())


def _none_of_these() -> dict[str, str]:
    return button("button.none_of_these", DENY)


def _naming(product: str) -> str:
    return sends("inform", product=product)
