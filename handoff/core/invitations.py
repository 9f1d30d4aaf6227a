"""Pure rules of invitations to chat: when the widget offers help unasked, in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec

from actions.crm.records.order import Order

FALLBACK = "en"
"""The language that every text must have."""

RuleId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$")]
Path = Annotated[str, msgspec.Meta(pattern=r"^[/*]", max_length=200)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Opening = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class When(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must hold, all of it. `seconds` are on the page; `cart_value` is the least."""

    page: Path = "*"
    seconds: Annotated[float, msgspec.Meta(ge=3, le=3_600)] = 10
    cart_value: Annotated[float, msgspec.Meta(gt=0)] | None = None
    late_order: bool = False
    error: bool = False


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invitation: the bubble's words, and what the bot says first to who accepts."""

    id: RuleId
    when: When = When()
    bubble: dict[Language, Sentence]
    opening: dict[Language, Opening]


class Invitations(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules, the most important first. A visitor sees each once, and `per_day` at most."""

    per_day: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1
    rules: tuple[Rule, ...] = ()

    def problems(self) -> list[str]:
        """What is wrong beyond the form: ids that come twice, texts without the fallback."""
        count = Counter(rule.id for rule in self.rules)
        found = [f"{id_}: there are {n} rules with this id" for id_, n in count.items() if n > 1]
        for rule in self.rules:
            for name in ("bubble", "opening"):
                if FALLBACK not in getattr(rule, name):
                    found.append(f"{rule.id}: {name} has no text for {FALLBACK!r}")
        return found

    def opening(self, rule_id: str, locale: str) -> str | None:
        """What the bot says first to who accepts the invitation; None for an unknown one."""
        found = (rule for rule in self.rules if rule.id == rule_id)
        rule = next(found, None)
        return None if rule is None else spoken(rule.opening, locale)


NONE = Invitations()


def spoken(texts: dict[str, str], locale: str) -> str:
    """The text in the language of a locale, or in the fallback."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return texts.get(language, texts[FALLBACK])


def has_late(orders: Iterable[Order], today: date) -> bool:
    """Whether a parcel of these orders has not come by the day that was promised."""
    parcels = (parcel for order in orders for parcel in order.shipments)
    return any(p.delivered_at is None and _over(p.expected_on, today) for p in parcels)


def _over(promised: date | None, today: date) -> bool:
    return promised is not None and promised < today
