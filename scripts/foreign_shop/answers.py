"""Phrasing of answers about oneself: who one is, which order, why, paid how, sent where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scripts.foreign_shop.consent import payment
from scripts.foreign_shop.facts import Facts
from scripts.foreign_shop.reading import Kind

DONT_REMEMBER = "I don't remember."
NO_ORDER = "I don't remember the order number."
_PROOFS = (Kind.NAME, Kind.POSTCODE, Kind.EMAIL, Kind.USER_ID, Kind.ORDER)


class Answers:
    """What one customer answers; what is given one after the other goes on with each question."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._given: Counter[Kind] = Counter()

    def of(self, kinds: frozenset[Kind], said: Sequence[str]) -> str | None:
        """The answer to a question about these; None when it is about something else.

        `said` is what the customer wants, with their likings.
        """
        asked = [kind for kind in _PROOFS if kind in kinds]
        if asked:
            return self._proofs(asked)
        if Kind.REASON in kinds:
            return _reason(said)
        if Kind.PAYMENT in kinds:
            liked = payment(said)
            return f"{liked[0].upper()}{liked[1:]}, please." if liked else "The way I paid, please."
        if Kind.ADDRESS in kinds:
            return self._facts.address
        return None

    def has_another(self, kinds: frozenset[Kind]) -> bool:
        """Whether there is something that has not been given yet, after what was given first."""
        return any(0 < self._given[kind] < len(self._values(kind)) for kind in kinds)

    def _proofs(self, asked: Sequence[Kind]) -> str:
        """All that is known of what is asked; that the order is not known is always said."""
        known = [text for kind in asked if (text := self._proof(kind))]
        if Kind.ORDER in asked and not self._facts.orders:
            known.append(NO_ORDER)
        return " ".join(known) or DONT_REMEMBER

    def _proof(self, kind: Kind) -> str | None:
        value = self._next(kind)
        if value is None:
            return None
        words = {
            Kind.NAME: "My name is {}.",
            Kind.POSTCODE: "My zip code is {}.",
            Kind.EMAIL: "My e-mail is {}.",
            Kind.USER_ID: "My user id is {}.",
            Kind.ORDER: "It's {}.",
        }
        return words[kind].format(value)

    def _next(self, kind: Kind) -> str | None:
        values = self._values(kind)
        at = min(self._given[kind], len(values) - 1)
        self._given[kind] += 1
        return values[at] if values else None

    def _values(self, kind: Kind) -> tuple[str, ...]:
        single = {Kind.NAME: self._facts.name, Kind.USER_ID: self._facts.user_id}
        if kind in single:
            return (known,) if (known := single[kind]) else ()
        several = {
            Kind.POSTCODE: self._facts.postcodes,
            Kind.EMAIL: self._facts.emails,
            Kind.ORDER: self._facts.orders,
        }
        return several.get(kind, ())


def _reason(said: Sequence[str]) -> str:
    told = " ".join(said).casefold()
    if "mistake" in told or "accident" in told:
        return "I ordered it by mistake."
    return "I no longer need it."
