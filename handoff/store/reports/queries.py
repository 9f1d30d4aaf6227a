"""Queries of reports in SQL: conversations, cases, answers and work of a period, counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm.utc_time import UtcTime
from handoff.core.model import Target
from handoff.core.reports.counts import BotCount, CaseCount, EndCount, Kept, Quickness, Work
from handoff.store.conversations.blocks import SPAM
from handoff.store.db.aggregates import count_where
from handoff.store.reports.counting import answers_no_spam, has_left, is_no_spam
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations, messages
from handoff.store.tables.sla import answers, clocks, stints

Bounds = Sequence[tuple[datetime, datetime]]
"""Beginning and end of each day."""
REOPENED_WITHIN = timedelta(days=7)
"""Who comes back by then, from the end of the day on, has not been helped for good."""

_S = TypeVar("_S", bound=msgspec.Struct)


async def bot_counts(connection: AsyncConnection, bounds: Bounds) -> tuple[BotCount, ...]:
    """Conversations by day and topic, and how many became cases."""
    days = _days(bounds)
    became = _cases_of(sa.literal_column("1")).exists()
    query = (
        sa.select(
            days.c.day,
            conversations.c.topic,
            sa.func.count().label("conversations"),
            count_where(became).label("handed_over"),
        )
        .select_from(days.join(conversations, _within(days, conversations.c.opened_at)))
        .where(conversations.c.id.not_in(SPAM))
        .group_by(days.c.day, conversations.c.topic)
    )
    return await _read(connection, query, BotCount)


async def reasons(connection: AsyncConnection, since: datetime, until: datetime) -> dict[str, int]:
    """Why the conversations of a period first became cases."""
    opened = conversations.c.opened_at
    in_order = (handoffs.c.created_at, handoffs.c.id)
    first = _cases_of(handoffs.c.reason).order_by(*in_order).limit(1).scalar_subquery()
    counted = (opened >= since) & (opened < until) & conversations.c.id.not_in(SPAM)
    began = sa.select(first.label("reason")).where(counted).subquery()
    rows = await connection.execute(
        sa.select(began.c.reason, sa.func.count()).group_by(began.c.reason)
    )
    return {reason: int(count) for reason, count in rows if reason is not None}


async def bot_ratings(
    connection: AsyncConnection, since: datetime, until: datetime
) -> tuple[int, int]:
    """How many conversations were rated that the bot had alone, and the sum of their ratings."""
    earlier = messages.alias("earlier")
    # A second rating changes nothing.
    first = ~sa.exists().where(
        (earlier.c.conversation_id == messages.c.conversation_id)
        & (earlier.c.seq < messages.c.seq)
        & _rates_bot(earlier)
    )
    score = messages.c.content[("custom", "score")].as_integer()
    # Literally the condition of their index.
    given = sa.text("messages.kind = 'rating'") & (messages.c.at >= since) & (messages.c.at < until)
    query = sa.select(sa.func.count(score), sa.func.coalesce(sa.func.sum(score), 0))
    row = (await connection.execute(query.where(given & _rates_bot(messages) & first))).one()
    return int(row[0]), int(row[1])


def _rates_bot(said: Any) -> Any:
    of_case = said.c.content[("custom", "handoff_id")].as_string()
    return (said.c.kind == "rating") & of_case.is_(None) & said.c.conversation_id.not_in(SPAM)


async def case_counts(connection: AsyncConnection, bounds: Bounds) -> tuple[CaseCount, ...]:
    """Cases by the day on which they came and their skill, and how many were abandoned."""
    days = _days(bounds)
    query = (
        sa.select(
            days.c.day,
            handoffs.c.skill,
            sa.func.count().label("came"),
            count_where(has_left()).label("abandoned"),
        )
        .select_from(
            days.join(handoffs, _within(days, handoffs.c.created_at)).outerjoin(
                clocks, clocks.c.handoff_id == handoffs.c.id
            )
        )
        .where(is_no_spam())
        .group_by(days.c.day, handoffs.c.skill)
    )
    return await _read(connection, query, CaseCount)


async def end_counts(connection: AsyncConnection, bounds: Bounds) -> tuple[EndCount, ...]:
    """Resolved cases by day, skill and agent, and what became of them."""
    days = _days(bounds)
    ended = (handoffs.c.state == "resolved") & _within(days, handoffs.c.ended_at) & is_no_spam()
    query = (
        sa.select(
            days.c.day,
            handoffs.c.skill,
            handoffs.c.agent_id,
            handoffs.c.disposition,
            sa.func.count().label("resolved"),
            # Once for each case: it is the dearest of all questions here.
            count_where(_came_back(days)).label("reopened"),
            sa.func.count(handoffs.c.rating).label("rated"),
            sa.func.coalesce(sa.func.sum(handoffs.c.rating), 0).label("stars"),
            sa.func.count(clocks.c.in_time).label("promised"),
            count_where(clocks.c.in_time).label("kept"),
        )
        .select_from(
            days.join(handoffs, ended)
            .join(conversations, conversations.c.id == handoffs.c.conversation_id)
            .outerjoin(clocks, clocks.c.handoff_id == handoffs.c.id)
        )
        .group_by(days.c.day, *(handoffs.c[n] for n in ("skill", "agent_id", "disposition")))
    )
    return await _read(connection, query, EndCount)


async def work(connection: AsyncConnection, since: datetime, until: datetime) -> tuple[Work, ...]:
    """What agents worked on the cases that were resolved in a period."""
    ended = handoffs.c.ended_at
    query = (
        sa.select(
            handoffs.c.skill,
            stints.c.agent_id,
            sa.func.count(stints.c.handoff_id.distinct()).label("cases"),
            sa.func.sum(stints.c.seconds).label("seconds"),
        )
        .join(stints, stints.c.handoff_id == handoffs.c.id)
        .where((handoffs.c.state == "resolved") & (ended >= since) & (ended < until))
        .where(is_no_spam())
        .group_by(handoffs.c.skill, stints.c.agent_id)
    )
    return await _read(connection, query, Work)


async def quickness(
    connection: AsyncConnection, target: Target, since: datetime, until: datetime
) -> Quickness | None:
    """How soon answers came in all."""
    every = sa.literal_column("0")
    found = await _ranked(connection, every, answers, _answered(target, since, until))
    return found[0] if found else None


async def first_by_day(connection: AsyncConnection, bounds: Bounds) -> tuple[Quickness, ...]:
    """How soon the first answers of each day came."""
    days = _days(bounds)
    joined = days.join(answers, _within(days, answers.c.at))
    return await _ranked(
        connection, days.c.day, joined, (answers.c.target == "first_answer") & answers_no_spam()
    )


async def first_by_skill(
    connection: AsyncConnection, since: datetime, until: datetime
) -> tuple[Quickness, ...]:
    """How soon first answers came in each skill."""
    joined = answers.join(clocks, clocks.c.handoff_id == answers.c.handoff_id)
    where = _answered("first_answer", since, until)
    return await _ranked(connection, clocks.c.skill, joined, where)


async def first_by_agent(
    connection: AsyncConnection, since: datetime, until: datetime
) -> tuple[Quickness, ...]:
    """How soon each agent's first answers came."""
    where = _answered("first_answer", since, until)
    return await _ranked(connection, answers.c.agent_id, answers, where)


async def kept(
    connection: AsyncConnection, target: Target, since: datetime, until: datetime
) -> Kept:
    """How many answers met their target."""
    query = sa.select(
        sa.func.count(answers.c.in_time).label("promised"),
        sa.func.coalesce(count_where(answers.c.in_time), 0).label("kept"),
    ).where(_answered(target, since, until))
    (found,) = await _read(connection, query, Kept)
    return found


def _cases_of(what: Any) -> Any:
    """Something of the cases that a conversation has had."""
    return (
        sa.select(what)
        .select_from(handoffs)
        .where(handoffs.c.conversation_id == conversations.c.id)
        .correlate(conversations)
    )


def _came_back(days: Any) -> Any:
    """Whether a resolved case's customer needed a person again soon after."""
    later, where = handoffs.alias("later"), conversations.alias("elsewhere")
    one = sa.literal_column("1")
    # A question in a question: a join would let the database look at every case of those days.
    soon = (
        sa.select(one)
        .select_from(later)
        .where(
            (later.c.conversation_id == where.c.id)
            & (later.c.created_at > handoffs.c.ended_at)
            & (later.c.created_at < days.c.settled)
        )
        .correlate(where, handoffs, days)
        .exists()
    )
    here = (where.c.channel == conversations.c.channel) & (
        where.c.address == conversations.c.address
    )
    theirs = where.c.customer_id == conversations.c.customer_id
    # Two of them instead of one with an OR, so that each has its index.
    return sa.or_(
        *(
            sa.select(one)
            .select_from(where)
            .where(same & soon)
            .correlate(handoffs, conversations, days)
            .exists()
            for same in (here, theirs)
        )
    )


async def _ranked(
    connection: AsyncConnection, by: Any, source: Any, where: Any
) -> tuple[Quickness, ...]:
    """Of each group of answers the time within which half of them came, and nine of ten."""
    seconds = answers.c.seconds
    place = sa.func.row_number().over(partition_by=by, order_by=seconds)
    inside = (
        sa.select(
            by.label("of"),
            seconds,
            place.label("place"),
            sa.func.count().over(partition_by=by).label("answers"),
        )
        .select_from(source)
        .where(where)
        .subquery()
    )
    reached = {"half": inside.c.place * 2 >= inside.c.answers}
    reached["most"] = inside.c.place * 10 >= inside.c.answers * 9
    query = sa.select(
        inside.c.of,
        sa.func.max(inside.c.answers).label("answers"),
        *(sa.func.min(sa.case((is_in, inside.c.seconds))).label(n) for n, is_in in reached.items()),
    ).group_by(inside.c.of)
    return await _read(connection, query, Quickness)


def _answered(target: Target, since: datetime, until: datetime) -> Any:
    at = answers.c.at
    return (answers.c.target == target) & (at >= since) & (at < until) & answers_no_spam()


def _days(bounds: Bounds) -> Any:
    """The days as rows: their place, beginning and end, and when it shows who was helped."""
    rows = (
        sa.select(
            sa.literal_column(str(place), sa.Integer).label("day"),
            sa.literal(since, UtcTime).label("since"),
            sa.literal(until, UtcTime).label("until"),
            sa.literal(until + REOPENED_WITHIN, UtcTime).label("settled"),
        )
        for place, (since, until) in enumerate(bounds)
    )
    return sa.union_all(*rows).subquery("days")


def _within(days: Any, at: Any) -> Any:
    return (at >= days.c.since) & (at < days.c.until)


async def _read(connection: AsyncConnection, query: Any, into: type[_S]) -> tuple[_S, ...]:
    rows = await connection.execute(query)
    # SQLAlchemy's labels are a kind of string that msgspec refuses as a key.
    return tuple(
        msgspec.convert({str(name): value for name, value in row.items()}, into)
        for row in rows.mappings()
    )
