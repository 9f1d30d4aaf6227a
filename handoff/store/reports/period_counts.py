"""Query of a period: all that a report counts of it, read from SQL into one record."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.reports.counts import Counts
from handoff.core.reports.periods import Period
from handoff.store.reports import queries


async def counts(connection: AsyncConnection, period: Period, *, people: bool) -> Counts:
    """What the bot did in a period; with `people`, what people did as well."""
    of_bot = await _bot(connection, period)
    return await _with_people(connection, period, of_bot) if people else of_bot


async def _bot(connection: AsyncConnection, period: Period) -> Counts:
    since, until = period.since, period.until
    rated, stars = await queries.bot_ratings(connection, since, until)
    return Counts(
        bot=await queries.bot_counts(connection, period.bounds),
        reasons=await queries.reasons(connection, since, until),
        bot_rated=rated,
        bot_stars=stars,
    )


async def _with_people(connection: AsyncConnection, period: Period, of_bot: Counts) -> Counts:
    since, until, bounds = period.since, period.until, period.bounds
    return msgspec.structs.replace(
        of_bot,
        cases=await queries.case_counts(connection, bounds),
        ends=await queries.end_counts(connection, bounds),
        work=await queries.work(connection, since, until),
        first=await queries.quickness(connection, "first_answer", since, until),
        next=await queries.quickness(connection, "next_answer", since, until),
        first_by_day=await queries.first_by_day(connection, bounds),
        first_by_skill=await queries.first_by_skill(connection, since, until),
        first_by_agent=await queries.first_by_agent(connection, since, until),
        first_kept=await queries.kept(connection, "first_answer", since, until),
        next_kept=await queries.kept(connection, "next_answer", since, until),
    )
