"""Records of what a manager decides: rights, windows, promises, fees, limits, proof of identity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal, TypeVar

import msgspec

Opens = Literal["order", "account"]
"""What a proof of identity lets somebody hear of: that one order, or everything of theirs."""
Since = Literal["ordered", "invoiced", "delivered"]
"""The days of an order from which a window may be counted."""
Record = Literal["traces", "replacements", "returns", "exchanges", "refunds"]
"""What an order keeps of what was done for it."""
PaidBy = Literal["customer", "shop"]
"""Who pays import VAT and duties: the customer, to whoever brings the parcel, or the shop."""
EVERYONE = "everyone"
"""Under this name stands how customers of every tier can pay."""
PERSON, NOTHING = "person", "nothing"
"""What may be offered instead of any act: a colleague, or nothing."""

_V = TypeVar("_V")


class UndecidedError(LookupError):
    """Somebody asked for a figure that the policy does not have."""


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """So many days; from `least` on where it is a range. `said` is how customers hear it."""

    days: int
    said: str
    least: int | None = None
    working: bool = False

    @property
    def span(self) -> timedelta:
        """How long it is, where its days are those of the calendar."""
        return timedelta(days=self.days)

    @property
    def count(self) -> str:
        """The days without the word: `14`, `1–3`."""
        return str(self.days) if self.least is None else f"{self.least}–{self.days}"


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """Money in the smallest unit, and how it is said."""

    cents: int
    said: str


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The only ones that will do, such as countries by their codes; `said` is how they are told."""

    names: tuple[str, ...]
    said: str


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """From when to when people are there, as it is said."""

    opens: str
    closes: str
    said: str


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Secrets which together prove who somebody is."""

    secrets: tuple[str, ...]
    opens: Opens


class Customs(msgspec.Struct, frozen=True, kw_only=True):
    """Where goods cross a customs border, and who pays what is due there.

    `countries` names a list of countries.
    """

    countries: str
    paid_by: PaidBy


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """Under which conditions an act is allowed, and what comes nearest to it where it is not.

    `within` names a window, counted from `since`; `at_most` says how many records of a kind an
    order may have before; `reasons` are those that count, of any where it is empty; `countries`
    names a list; `instead` is an act, `person` or `nothing`, and `offer` tells such an act.
    """

    within: str | None = None
    since: Since = "ordered"
    at_most: Mapping[Record, int] = {}
    reasons: tuple[str, ...] = ()
    proof: Opens = "order"
    countries: str | None = None
    instead: str = PERSON
    offer: str = ""


NO_LIMIT = Limit()


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot may do, in which time, for how much and for whom. Money in the smallest unit.

    `rights` maps acts to the highest value by tier, None for any; an act or tier that is not in it
    is for a colleague. A customer of no tier that is listed counts as of the first one.
    """

    tiers: tuple[str, ...]
    rights: Mapping[str, Mapping[str, int | None]]
    limits: Mapping[str, Limit] = {}
    goodwill: Mapping[str, Mapping[str, int]] = {}
    windows: Mapping[str, Term] = {}
    promises: Mapping[str, Term] = {}
    fees: Mapping[str, Amount] = {}
    countries: Mapping[str, Choice] = {}
    customs: Customs | None = None
    carriers: tuple[str, ...] = ()
    ways_to_pay: Mapping[str, Choice] = {}
    hours: Mapping[str, Hours] = {}
    proof: tuple[Proof, ...] = ()
    facts: Mapping[str, str] = {}

    def highest(self, act: str, tier: str) -> int | None:
        """The highest value up to which the bot may do it, None for any; 0 where it may not."""
        return self.rights.get(act, {}).get(self.tier(tier), 0)

    def allows(self, act: str, tier: str) -> bool:
        """Whether the bot may do it for such a customer at any value."""
        return self.tier(tier) in self.rights.get(act, {})

    def may(self, act: str, *, value: int, tier: str) -> bool:
        """Whether the bot may do this alone for goods of that value."""
        highest = self.highest(act, tier)
        return self.allows(act, tier) and (highest is None or value <= highest)

    def tier(self, name: str) -> str:
        """The tier of that name, else the first."""
        return name if name in self.tiers else self.tiers[0]

    def goodwill_for(self, cause: str, tier: str) -> int:
        """The voucher that goes with a fix where the company was at fault; 0 for none."""
        return self.goodwill.get(cause, {}).get(self.tier(tier), 0)

    def limit(self, act: str) -> Limit:
        """The conditions of an act; none where nothing is said."""
        return self.limits.get(act, NO_LIMIT)

    def window(self, name: str) -> Term:
        """Within which time something is possible. Raises `UndecidedError`."""
        return _decided(self.windows, "windows", name)

    def promise(self, name: str) -> Term:
        """Within which time something is done. Raises `UndecidedError`."""
        return _decided(self.promises, "promises", name)

    def fee(self, name: str) -> Amount:
        """What something costs. Raises `UndecidedError`."""
        return _decided(self.fees, "fees", name)

    def countries_of(self, name: str) -> Choice:
        """Where something is possible. Raises `UndecidedError`."""
        return _decided(self.countries, "countries", name)

    def paid_by(self, tier: str) -> Choice:
        """How somebody of a tier, or `everyone`, can pay. Raises `UndecidedError`."""
        return _decided(self.ways_to_pay, "ways_to_pay", tier)


class Needs(msgspec.Struct, frozen=True, kw_only=True):
    """What a business's topics look up: `acts` are all that they can do, the rest are names.

    `proof` are the combinations of secrets that they ask for; none where they take any.
    """

    acts: frozenset[str] = frozenset()
    windows: frozenset[str] = frozenset()
    promises: frozenset[str] = frozenset()
    fees: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    ways_to_pay: frozenset[str] = frozenset()
    proof: tuple[Proof, ...] = ()


def _decided(names: Mapping[str, _V], section: str, name: str) -> _V:
    if name not in names:
        raise UndecidedError(f"policy.yml says nothing of {section}: {name}; add it there.")
    return names[name]
