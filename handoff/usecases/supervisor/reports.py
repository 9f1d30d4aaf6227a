"""Use case of reports: a period compared with the one before, counted in SQL, put together."""

from __future__ import annotations

from datetime import date

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.errors import Unavailable
from handoff.core.reports.counts import Cause, Counts
from handoff.core.reports.figures import Figure, Whose, figures
from handoff.core.reports.periods import Period
from handoff.core.reports.tables import Table, bot_tables, people_tables
from handoff.store.db.database import Database
from handoff.store.reports import queries as counted
from handoff.store.tables.accounts import agents
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
    """Makes reports by the desk's days."""

    def __init__(self, db: Database, insights: CrmInsights, timezone: str) -> None:
        self._db = db
        self._insights = insights
        self.timezone = timezone

    async def of(self, first: date, last: date, whose: frozenset[Whose]) -> Report:
        """The figures of these days, both included, that somebody may see."""
        period = Period(first=first, last=last, timezone=self.timezone)
        people = "people" in whose
        async with self._db.read() as connection:
            now = await _counts(connection, period, people=people)
            before = await _counts(connection, period.before, people=people)
            names = await _names(connection) if people else {}
        causes, without = await self._causes(period) if people else (NO_CAUSES, None)
        tables = bot_tables(period.days, now, before)
        if people:
            tables += people_tables(period.days, now, before, causes, names)
        return Report(
            since=first,
            until=last,
            timezone=self.timezone,
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


async def _counts(connection: AsyncConnection, period: Period, *, people: bool) -> Counts:
    since, until, bounds = period.since, period.until, period.bounds
    rated, stars = await counted.bot_ratings(connection, since, until)
    of_bot = Counts(
        bot=await counted.bot_counts(connection, bounds),
        reasons=await counted.reasons(connection, since, until),
        bot_rated=rated,
        bot_stars=stars,
    )
    if not people:
        return of_bot
    return msgspec.structs.replace(
        of_bot,
        cases=await counted.case_counts(connection, bounds),
        ends=await counted.end_counts(connection, bounds),
        work=await counted.work(connection, since, until),
        first=await counted.quickness(connection, "first_answer", since, until),
        next=await counted.quickness(connection, "next_answer", since, until),
        first_by_day=await counted.first_by_day(connection, bounds),
        first_by_skill=await counted.first_by_skill(connection, since, until),
        first_by_agent=await counted.first_by_agent(connection, since, until),
        first_kept=await counted.kept(connection, "first_answer", since, until),
        next_kept=await counted.kept(connection, "next_answer", since, until),
    )


async def _names(connection: AsyncConnection) -> dict[str, str]:
    rows = await connection.execute(sa.select(agents.c.id, agents.c.name))
    return {row.id: row.name for row in rows}
