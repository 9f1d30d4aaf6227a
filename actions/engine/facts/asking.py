"""Question for a fact: what a message wants to know of goods, or of a country. Pure."""

from __future__ import annotations

from typing import Literal

import msgspec

from actions.engine.facts.country_names import country_in
from actions.engine.facts.fact_sheet import FactSheet, Property
from actions.engine.facts.fact_words import OF_GOODS, fact_words
from actions.engine.words.phrases import pattern_of

Kind = Literal[
    "warranty", "stock", "price", "alternatives", "fits", "box", "property", "ship", "general"
]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: `name` is the property, the country's code, or the intent that answers."""

    kind: Kind
    name: str = ""


def wanted(text: str, facts: FactSheet, *, loosely: bool) -> Wanted | None:
    """What a text asks for; `loosely` where it was taken for such a question anyway."""
    for intent, phrases in facts.general.items():
        if pattern_of(phrases).search(text):
            return Wanted(kind="general", name=intent)
    if where := _place(text, loosely=loosely):
        return where
    return of_goods(text, facts, loosely=loosely)


def of_goods(text: str, facts: FactSheet, *, loosely: bool) -> Wanted | None:
    """What a text asks of goods."""
    words = fact_words()
    if words.ship.found(text, loosely=True) and words.price.found(text, loosely=True):
        return None
    for kind in OF_GOODS:
        if getattr(words, kind).found(text, loosely=False):
            return Wanted(kind=kind)
    if found := _property(text, facts):
        return Wanted(kind="property", name=found.name)
    kinds = (
        kind for kind in OF_GOODS if loosely and getattr(words, kind).found(text, loosely=True)
    )
    return next((Wanted(kind=kind) for kind in kinds), None)


def _place(text: str, *, loosely: bool) -> Wanted | None:
    code = country_in(text)
    if code is None or not fact_words().ship.found(text, loosely=loosely):
        return None
    return Wanted(kind="ship", name=code)


def _property(text: str, facts: FactSheet) -> Property | None:
    return next((one for one in facts.properties if one.pattern.search(text)), None)
