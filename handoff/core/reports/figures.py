"""Registry of the figures of reports, each with its definition. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from handoff.core.reports.counts import (
    Counts,
    Value,
    conversations,
    handed_over,
    quickness,
    share,
    total,
    whole,
)

Unit = Literal["count", "share", "seconds", "score"]
Whose = Literal["bot", "people"]


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure means. `better`: whether one wants more of it, or less; None for neither."""

    name: str
    title: str
    definition: str
    unit: Unit
    of: Whose
    better: Literal["more", "less"] | None = None


class Figure(Definition, frozen=True, kw_only=True):
    """A figure of a period, and of the one before; None where there was nothing to count.

    `base` is how many it was counted from. Shares are from 0 to 1.
    """

    value: float | None
    base: int
    before: float | None


DEFINITIONS: tuple[tuple[Definition, Callable[[Counts], Value]], ...] = (
    (
        Definition(
            name="conversations",
            title="Conversations",
            definition="Conversations that customers began in the period.",
            unit="count",
            of="bot",
        ),
        lambda c: whole(conversations(c)),
    ),
    (
        Definition(
            name="containment",
            title="Containment",
            definition="Share of the conversations begun in the period in which no person was "
            "needed: none of them became a case.",
            unit="share",
            of="bot",
            better="more",
        ),
        lambda c: share(conversations(c) - handed_over(c), conversations(c)),
    ),
    (
        Definition(
            name="bot_rating",
            title="Rating of the bot",
            definition="Average of the ratings, from 1 to 5, given in the period to conversations "
            "that the bot had alone.",
            unit="score",
            of="bot",
            better="more",
        ),
        lambda c: share(c.bot_stars, c.bot_rated),
    ),
    (
        Definition(
            name="cases",
            title="Cases",
            definition="Cases that came to people in the period; one passed on counts once.",
            unit="count",
            of="people",
        ),
        lambda c: whole(total(c.cases, "came")),
    ),
    (
        Definition(
            name="first_answer",
            title="First answer",
            definition="Half of the first answers in the period came within this. Counted from the "
            "moment the case came to people, in opening hours; time with the bot is none of it.",
            unit="seconds",
            of="people",
            better="less",
        ),
        lambda c: quickness(c.first, "half"),
    ),
    (
        Definition(
            name="first_answer_most",
            title="First answer, nine of ten",
            definition="Nine of ten first answers in the period came within this.",
            unit="seconds",
            of="people",
            better="less",
        ),
        lambda c: quickness(c.first, "most"),
    ),
    (
        Definition(
            name="next_answer",
            title="Next answer",
            definition="Half of the later answers in the period came within this, counted from the "
            "customer's oldest unanswered message, in opening hours.",
            unit="seconds",
            of="people",
            better="less",
        ),
        lambda c: quickness(c.next, "half"),
    ),
    (
        Definition(
            name="handle_time",
            title="Handle time",
            definition="For each case resolved in the period: how long agents had it in hand while "
            "its customer waited for them, in opening hours. The bot's time, the queue's, and the "
            "time in which we wait for the customer are none of it.",
            unit="seconds",
            of="people",
            better="less",
        ),
        lambda c: share(total(c.work, "seconds"), total(c.ends, "resolved")),
    ),
    (
        Definition(
            name="abandonment",
            title="Abandonment",
            definition="Share of the cases that came in the period whose customers left before the "
            "end: they said “never mind”, or ended the conversation in the queue. Who "
            "took a call-back or a ticket instead has not left.",
            unit="share",
            of="people",
            better="less",
        ),
        lambda c: share(total(c.cases, "abandoned"), total(c.cases, "came")),
    ),
    (
        Definition(
            name="first_contact_resolution",
            title="First-contact resolution",
            definition="Share of the cases resolved in the period that ended as solved and whose "
            "customers needed no person again within the 7 days after. Younger ones may still come "
            "back.",
            unit="share",
            of="people",
            better="more",
        ),
        lambda c: share(total(c.ends, "lasting"), total(c.ends, "resolved")),
    ),
    (
        Definition(
            name="reopen_rate",
            title="Reopened",
            definition="Share of the cases resolved in the period whose customers came to a person "
            "again within the 7 days after, in any conversation at the same address or with the "
            "same customer number.",
            unit="share",
            of="people",
            better="less",
        ),
        lambda c: share(total(c.ends, "reopened"), total(c.ends, "resolved")),
    ),
    (
        Definition(
            name="people_rating",
            title="Rating of people",
            definition="Average of the ratings, from 1 to 5, of the cases resolved in the period.",
            unit="score",
            of="people",
            better="more",
        ),
        lambda c: share(total(c.ends, "stars"), total(c.ends, "rated")),
    ),
    (
        Definition(
            name="first_answers_in_time",
            title="First answers in time",
            definition="Share of the first answers in the period that met their service target; "
            "only those that had one count.",
            unit="share",
            of="people",
            better="more",
        ),
        lambda c: share(c.first_kept.kept, c.first_kept.promised),
    ),
    (
        Definition(
            name="next_answers_in_time",
            title="Next answers in time",
            definition="The same of all later answers.",
            unit="share",
            of="people",
            better="more",
        ),
        lambda c: share(c.next_kept.kept, c.next_kept.promised),
    ),
    (
        Definition(
            name="resolutions_in_time",
            title="Resolved in time",
            definition="Share of the cases resolved in the period that met their service target. "
            "The clock stands still while we wait for the customer.",
            unit="share",
            of="people",
            better="more",
        ),
        lambda c: share(total(c.ends, "kept"), total(c.ends, "promised")),
    ),
)


def figures(now: Counts, before: Counts, whose: frozenset[Whose]) -> tuple[Figure, ...]:
    """Every figure that somebody may see."""
    found = []
    for said, count in DEFINITIONS:
        if said.of in whose:
            value, base = count(now)
            fields = msgspec.structs.asdict(said)
            found.append(Figure(**fields, value=value, base=base, before=count(before)[0]))
    return tuple(found)
