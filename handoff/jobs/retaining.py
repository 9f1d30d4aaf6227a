"""Periodic job: has what is past its time forgotten, in steps too small for anybody to wait for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handoff.jobs.engine.rounds import RoundKind
from handoff.store.db.database import Database
from handoff.usecases.privacy.retaining import Retention

ALONE = 7_303_561
"""The key of PostgreSQL's lock that lets one bridge at a time do this."""
EVERY, APART = 3_600.0, 0.5
"""Seconds between two looks, and between two steps while there is something to do."""


class Retaining(RoundKind):
    """Looks every hour; `forgotten` is told of which kind how many rows went."""

    def __init__(
        self, db: Database, retention: Retention, forgotten: Callable[[str, int], None]
    ) -> None:
        super().__init__("retaining", every=EVERY, apart=APART, alone=partial(db.alone, ALONE))
        self._retention = retention
        self._forgotten = forgotten

    async def look(self) -> int:
        """Take one step; returns how much it did, so that the next one follows."""
        done = await self._retention.some()
        for kind, count in done.items():
            self._forgotten(kind, count)
        return sum(done.values())
