"""Wording of goods, orders and amounts as customers hear them in matters of a shop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.engine.commerce.bought import Bought
from actions.engine.commerce.variants import Swap
from actions.engine.words.texts import say
from actions.engine.words.wording import money


def price(cents: int, currency: str) -> str:
    """An amount."""
    return money(cents, currency)


def of_options(options: Mapping[str, str], names: Iterable[str] | None = None) -> str:
    """`color: blue, size: S`; only some where names are given."""
    wanted = tuple(options) if names is None else tuple(names)
    return ", ".join(f"{name}: {options[name]}" for name in wanted if name in options)


def goods(one: Bought) -> str:
    """`Water Bottle (capacity: 500ml, color: green)`."""
    told = of_options(one.line.options)
    return f"{one.line.name} ({told})" if told else one.line.name


def changes(one: Swap) -> str:
    """`size: S → M, color: red → blue`."""
    return ", ".join(
        f"{name}: {old or '-'} → {new or '-'}" for name, (old, new) in one.changes.items()
    )


def difference(cents: int, currency: str) -> str:
    """What a swap costs more or less, as it goes behind a line."""
    if cents == 0:
        return say("commerce.same_price")
    amount = money(abs(cents), currency)
    return say("commerce.dearer" if cents > 0 else "commerce.cheaper", amount=amount)


def bullets(lines: Iterable[str]) -> str:
    """One below the other."""
    return "\n".join(f"• {line}" for line in lines)
