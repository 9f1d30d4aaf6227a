"""Use case of reports: a period compared with the one before, counted in SQL, put together."""

from __future__ import annotations

from datetime import date

import msgspec

from handoff.core.errors import Unavailable
from handoff.core.reports.counts import Cause
from handoff.core.reports.figures import Figure, Whose, figures
from handoff.core.reports.periods import Period
from handoff.core.reports.tables import Table, bot_tables, people_tables
from handoff.store.accounts import accounts
from handoff.store.db.database import Database
from handoff.store.reports.period_counts import counts
from handoff.usecases.supervisor.insights import CrmInsights

NO_CAUSES: tuple[Cause, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What happened in a period. `without` says what could not be read."""

    since: date
    until: date
    timezone: str
    before_since: date
    before_until: date
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    without: str | None = None


class Reports:
    """Makes reports by the days of whoever reads them."""

    def __init__(self, db: Database, insights: CrmInsights) -> None:
        self._db = db
        self._insights = insights

    async def of(self, period: Period, whose: frozenset[Whose]) -> Report:
        """The figures of these days that somebody may see."""
        people = "people" in whose
        async with self._db.read() as connection:
            now = await counts(connection, period, people=people)
            before = await counts(connection, period.before, people=people)
            names = await accounts.names(connection) if people else {}
        causes, without = await self._causes(period) if people else (NO_CAUSES, None)
        tables = bot_tables(period.days, now, before)
        if people:
            tables += people_tables(period.days, now, before, causes, names)
        return Report(
            since=period.first,
            until=period.last,
            timezone=period.timezone,
            before_since=period.before.first,
            before_until=period.before.last,
            figures=figures(now, before, whose),
            tables=tables,
            without=without,
        )

    async def _causes(self, period: Period) -> tuple[tuple[Cause, ...], str | None]:
        """What the CRM's complaints tell; without the CRM the rest of a report stands."""
        try:
            found = await self._insights.root_causes(period.until, period.until - period.since)
        except Unavailable as exc:
            return (), f"Root causes are missing: {exc.message}"
        return tuple(
            Cause(
                cause=each.root_cause,
                object=each.object,
                customers=each.customers,
                before=each.customers_before,
                open=each.open,
            )
            for each in found
        ), None
