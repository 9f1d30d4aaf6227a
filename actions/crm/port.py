"""What the desk needs of a CRM, in facets: any system can stand behind each of them.

Every method may raise `CrmUnavailable` and takes at most three seconds. Every writing method takes
an `idempotency_key` (`turn_id:action:target`), unique in the system's store: a repeat with the same
key changes nothing and returns the first result, a key used for another kind of write raises
`CrmKeyReused`. What a system cannot do its `abilities` say, and asked for all the same it raises
`CrmUnable`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from actions.crm.facets.catalogue import Catalogue
from actions.crm.facets.desk_records import Records
from actions.crm.facets.facet import Facet
from actions.crm.facets.history import History
from actions.crm.facets.money import Money
from actions.crm.facets.orders import Orders
from actions.crm.facets.people import People
from actions.crm.facets.remedies import Remedies

FACETS: Mapping[str, Any] = {
    "people": People,
    "orders": Orders,
    "catalogue": Catalogue,
    "remedies": Remedies,
    "money": Money,
    "history": History,
}
"""The facets of a shop by the names that `Crm` has them under."""


class System(Protocol):
    """Something with connections that stands behind one facet or more."""

    async def ping(self) -> None:
        """Return when the system answers."""

    async def close(self) -> None:
        """Give back connections. Safe to call twice."""


class WholeSystem(People, Orders, Catalogue, Remedies, Money, History, System, Protocol):
    """A system that serves every facet of a shop."""


class Books(Records, System, Protocol):
    """A store of the desk's own records."""


class Crm(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk knows of a shop and may do there, and `records`: what it keeps itself."""

    people: People
    orders: Orders
    catalogue: Catalogue
    remedies: Remedies
    money: Money
    history: History
    records: Records
    systems: tuple[System, ...]

    def why_not(self, write: str) -> str | None:
        """Why nobody does that write, by its method's name; None where somebody does.

        Raises `LookupError` for what no facet has.
        """
        name = next((name for name, facet in FACETS.items() if write in facet.__dict__), None)
        if name is None:
            raise LookupError(f"no facet of the CRM has {write}; see actions/crm/facets")
        served: Facet = getattr(self, name)
        return served.abilities().why_not(write)

    async def ping(self) -> None:
        """Return when every system answers."""
        await asyncio.gather(*(system.ping() for system in self.systems))

    async def close(self) -> None:
        """Give back the connections of all of them. Safe to call twice."""
        await asyncio.gather(*(system.close() for system in self.systems))


def served_by(shop: WholeSystem, books: Books) -> Crm:
    """The CRM of a shop with one system, and of a desk with those books."""
    return Crm(
        people=shop,
        orders=shop,
        catalogue=shop,
        remedies=shop,
        money=shop,
        history=shop,
        records=books,
        systems=(shop, books),
    )
