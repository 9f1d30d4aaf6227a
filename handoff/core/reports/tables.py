"""Registry of the tables of reports: by day, reason, topic, skill, agent and root cause. Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from handoff.core.reports.counts import (
    Cause,
    Counts,
    contained,
    conversations,
    grouped,
    share,
    total,
)
from handoff.core.reports.figures import Whose

Kind = Literal[
    "count", "share", "seconds", "score", "day", "reason", "topic", "skill", "text", "cause"
]
Cell = str | int | float | None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table: what its cells are."""

    name: str
    title: str
    kind: Kind


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of cells, in the order of the columns."""

    name: str
    title: str
    definition: str
    of: Whose
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def bot_tables(days: tuple[date, ...], now: Counts, before: Counts) -> tuple[Table, ...]:
    """What the bot did: by day, by reason of handing over, by topic."""
    return (_bot_days(days, now), _reasons(now, before), _topics(now, before))


def people_tables(
    days: tuple[date, ...],
    now: Counts,
    before: Counts,
    causes: tuple[Cause, ...],
    names: dict[str, str],
) -> tuple[Table, ...]:
    """What people did: by day, by skill, by agent (whose `names` are by id); and root causes."""
    return (
        _people_days(days, now),
        _skills(now, before),
        _agents(now, names),
        _causes(causes),
    )


def _bot_days(days: tuple[date, ...], now: Counts) -> Table:
    by_day = grouped(now.bot, "day")

    def row(place: int, day: date) -> tuple[Cell, ...]:
        here = by_day[place]
        began, handed_over = total(here, "conversations"), total(here, "handed_over")
        contained = began - handed_over
        return (day.isoformat(), began, contained, handed_over, share(contained, began)[0])

    return Table(
        name="bot_days",
        title="Conversations by day",
        definition="Conversations by the day on which they began: what the bot had alone, and "
        "those in which a person was needed.",
        of="bot",
        columns=_columns(
            day="Day",
            count_all="Conversations",
            count_contained="Bot alone",
            count_handed_over="Handed over",
            share="Containment",
        ),
        rows=tuple(row(place, day) for place, day in enumerate(days)),
    )


def _reasons(now: Counts, before: Counts) -> Table:
    def row(reason: str) -> tuple[Cell, ...]:
        counted = now.reasons.get(reason, 0)
        earlier = share(before.reasons.get(reason, 0), conversations(before))[0]
        return (reason, counted, share(counted, conversations(now))[0], earlier)

    known = now.reasons.keys() | before.reasons.keys()
    ordered = sorted(known, key=lambda reason: (-now.reasons.get(reason, 0), reason))
    return Table(
        name="reasons",
        title="Handed over, by reason",
        definition="Conversations begun in the period in which a person was needed, by why at "
        "first. The rate is of all conversations, so rates and containment add up to "
        "the whole.",
        of="bot",
        columns=_columns(
            reason="Reason", count="Conversations", share="Rate", share_before="Before"
        ),
        rows=tuple(row(reason) for reason in ordered),
    )


def _topics(now: Counts, before: Counts) -> Table:
    here, then = grouped(now.bot, "topic"), grouped(before.bot, "topic")

    def row(topic: str | None) -> tuple[Cell, ...]:
        began = total(here[topic], "conversations")
        return (topic, began, contained(here[topic]), contained(then[topic]))

    ordered = sorted(
        {each.topic for each in now.bot},
        key=lambda topic: (-total(here[topic], "conversations"), topic or ""),
    )
    return Table(
        name="topics",
        title="By topic",
        definition="Conversations begun in the period by the first topic that the bot understood, "
        "and how many of them it had alone. Without a topic: it understood none.",
        of="bot",
        columns=_columns(
            topic="Topic", count="Conversations", share="Containment", share_before="Before"
        ),
        rows=tuple(row(topic) for topic in ordered),
    )


def _people_days(days: tuple[date, ...], now: Counts) -> Table:
    first = {each.of: each.half for each in now.first_by_day}
    came, ended = grouped(now.cases, "day"), grouped(now.ends, "day")

    def row(place: int, day: date) -> tuple[Cell, ...]:
        return (
            day.isoformat(),
            total(came[place], "came"),
            total(ended[place], "resolved"),
            total(came[place], "abandoned"),
            first.get(place),
        )

    return Table(
        name="people_days",
        title="Cases by day",
        definition="Cases by the day on which they came; resolved ones by the day of their end. "
        "First answer as above.",
        of="people",
        columns=_columns(
            day="Day",
            count_came="Came",
            count_resolved="Resolved",
            count_abandoned="Abandoned",
            seconds="First answer",
        ),
        rows=tuple(row(place, day) for place, day in enumerate(days)),
    )


def _skills(now: Counts, before: Counts) -> Table:
    first = {each.of: each.half for each in now.first_by_skill}
    first_then = {each.of: each.half for each in before.first_by_skill}

    cases, ends = grouped(now.cases, "skill"), grouped(now.ends, "skill")
    works = grouped(now.work, "skill")

    def row(skill: str) -> tuple[Cell, ...]:
        came, ended, work = cases[skill], ends[skill], works[skill]
        resolved = total(ended, "resolved")
        return (
            skill,
            total(came, "came"),
            first.get(skill),
            first_then.get(skill),
            share(total(work, "seconds"), resolved)[0],
            share(total(came, "abandoned"), total(came, "came"))[0],
            share(total(ended, "lasting"), resolved)[0],
            share(total(ended, "stars"), total(ended, "rated"))[0],
        )

    seen = {each.skill for each in now.cases} | {each.skill for each in now.ends}
    return Table(
        name="skills",
        title="By skill",
        definition="The same figures for the cases of each skill.",
        of="people",
        columns=_columns(
            skill="Skill",
            count="Cases",
            seconds_first="First answer",
            seconds_before="Before",
            seconds_handle="Handle time",
            share_abandoned="Abandonment",
            share_lasting="First-contact resolution",
            score="Rating",
        ),
        rows=tuple(row(skill) for skill in sorted(seen)),
    )


def _agents(now: Counts, names: dict[str, str]) -> Table:
    first = {each.of: each.half for each in now.first_by_agent}

    ends, works = grouped(now.ends, "agent_id"), grouped(now.work, "agent_id")

    def row(agent_id: str) -> tuple[Cell, ...]:
        ended, work = ends[agent_id], works[agent_id]
        return (
            names.get(agent_id, "Somebody"),
            total(ended, "resolved"),
            first.get(agent_id),
            share(total(work, "seconds"), total(work, "cases"))[0],
            share(total(ended, "lasting"), total(ended, "resolved"))[0],
            share(total(ended, "stars"), total(ended, "rated"))[0],
        )

    seen = {each.agent_id for each in now.ends} | {each.agent_id for each in now.work}
    seen |= {str(of) for of in first}
    ordered = sorted(seen, key=lambda agent_id: (names.get(agent_id, ""), agent_id))
    return Table(
        name="agents",
        title="By agent",
        definition="Cases that each resolved, first answers that each gave, and their work on "
        "cases resolved in the period: a case that was passed on counts for everybody who had it.",
        of="people",
        columns=_columns(
            text="Agent",
            count="Resolved",
            seconds_first="First answer",
            seconds_handle="Handle time",
            share="First-contact resolution",
            score="Rating",
        ),
        rows=tuple(row(agent_id) for agent_id in ordered),
    )


def _causes(causes: tuple[Cause, ...]) -> Table:
    return Table(
        name="causes",
        title="Root causes",
        definition="What let customers down, from the CRM's complaints of the period, by "
        "carrier or goods. A customer counts once for each; open are complaints not made good yet.",
        of="people",
        columns=_columns(
            cause="Cause",
            text="Carrier or goods",
            count_customers="Customers",
            count_before="Before",
            count_open="Open complaints",
        ),
        rows=tuple(
            (each.cause, each.object, each.customers, each.before, each.open) for each in causes
        ),
    )


def _columns(**titles: str) -> tuple[Column, ...]:
    """Columns by name: what stands before the first `_` is their kind."""
    return tuple(
        Column(name=name, title=title, kind=msgspec.convert(name.partition("_")[0], Kind))
        for name, title in titles.items()
    )
