"""Record of what somebody was told out of articles in a conversation, as its slots keep it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from contracts.findings import Finding
from contracts.turn import Attempt

SLOT = "articles"
"""What was last told or asked about, what would come next, and what has not helped."""
USE_SLOT = "article_use"
"""What came of an article just now. Each change of it is kept as an event, for the reports."""
Outcome = Literal["answered", "asked", "nothing", "helped", "not_helped", "person"]
"""`answered`: an article was told; `asked`: titles were asked about; `nothing`: there was none;
`helped`, `not_helped`: as the customer said; `person`: a person took over after it."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`told` is the article that was last told, `choice` those that were last asked about.

    `others` come next; `known` are the names of those that were told. `words` are what was asked,
    free of what is personal. `tried` is what whoever takes over reads of it.
    """

    words: str = ""
    told: Finding | None = None
    choice: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()
    known: tuple[str, ...] = ()
    tried: tuple[Attempt, ...] = ()


class Use(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of articles in a turn; `article` is the name of the one that was told."""

    turn_id: str
    outcome: Outcome
    words: str = ""
    article: str = ""


def from_slot(value: Any) -> Reading:
    """What is kept; nothing at first."""
    return msgspec.convert(value or {}, Reading)


def read_out(
    before: Reading, finding: Finding, others: tuple[Finding, ...], words: str, attempt: Attempt
) -> Reading:
    """What is known once an article was told to these words; `attempt` says so to colleagues."""
    return Reading(
        words=words,
        told=finding,
        others=tuple(one for one in others if one.article != finding.article),
        known=tuple(dict.fromkeys((*before.known, finding.article))),
        tried=_with(before.tried, attempt),
    )


def judged(before: Reading, attempt: Attempt) -> Reading:
    """What is known once the customer has said whether it helped; that is not asked again."""
    return replace(before, told=None, tried=_with(before.tried, attempt))


def _with(tried: tuple[Attempt, ...], attempt: Attempt) -> tuple[Attempt, ...]:
    """Each article once, with the last that is known of it."""
    return (*(one for one in tried if one.action != attempt.action), attempt)
