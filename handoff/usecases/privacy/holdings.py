"""Query of holdings: how much each store has of one customer, before anything is done about it."""

from __future__ import annotations

import msgspec

from actions.crm.errors import CrmError
from actions.crm.person import Forgetful, Person
from actions.crm.port import Crm
from handoff.store.db.database import Database
from handoff.store.privacy import counting
from handoff.store.privacy.people import Found
from handoff.usecases.privacy.exporting import named_systems


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a store has under a name; `count` is None where it did not tell.

    With `by_hand` it never does: somebody has to look into that system.
    """

    store: str
    name: str = ""
    count: int | None = None
    by_hand: bool = False


class Holdings:
    """Counts what there is of somebody."""

    def __init__(self, db: Database, crm: Crm) -> None:
        self._db = db
        self._crm = crm

    async def of(self, found: Found) -> tuple[Held, ...]:
        """By store and table, without what there is none of."""
        held = await self._desk(found)
        if found.files:
            held.append(Held(store="files", count=len(found.files)))
        for name, system in named_systems(self._crm).items():
            if isinstance(system, Forgetful):
                held += await _told(name, system, found.person)
            else:
                held.append(Held(store=name, by_hand=True))
        return tuple(held)

    async def _desk(self, found: Found) -> list[Held]:
        async with self._db.read() as connection:
            counts = await counting.by_table(connection, found)
        return [Held(store="desk", name=n, count=count) for n, count in counts.items() if count]


async def _told(name: str, system: Forgetful, person: Person) -> list[Held]:
    try:
        rows = await system.recall(person)
    except CrmError:
        return [Held(store=name)]
    return [Held(store=name, name=str(n), count=len(those)) for n, those in rows.items() if those]
