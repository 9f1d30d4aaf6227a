"""What each class of error means for a job, and how long it waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from actions.crm.errors import CrmRefused, CrmUnavailable, CrmUncertain
from handoff.bot_link.client import BotAway, BotFailed
from handoff.core.channel.port import LineStopped, Undelivered
from handoff.core.errors import BadRequest, InvalidPacket
from handoff.jobs.engine.retry import (
    FATES,
    Backoff,
    Failure,
    Fate,
    NothingToDo,
    NotYet,
    Retries,
    failure_of,
)

SECOND = timedelta(seconds=1)
STEADY = Backoff(first=SECOND, most=30 * SECOND, jitter=0.0)


@pytest.mark.parametrize(
    ("error", "fate", "code"),
    [
        (BotAway("connection_refused"), Fate.AWAY, "connection_refused"),
        (BotFailed("timeout"), Fate.FAILED, "timeout"),
        (CrmUnavailable(), Fate.AWAY, "CrmUnavailable"),
        (CrmUncertain(), Fate.FAILED, "CrmUncertain"),
        (CrmRefused(), Fate.REFUSED, "CrmRefused"),
        (InvalidPacket(), Fate.REFUSED, "invalid_packet"),
        (LineStopped("190"), Fate.STOPPED, "190"),
        (Undelivered("131026", retry=False), Fate.REFUSED, "131026"),
        (Undelivered("130429", retry=True), Fate.FAILED, "130429"),
        (NotYet("unknown_message"), Fate.FAILED, "unknown_message"),
        (NothingToDo(), Fate.REFUSED, "nothing_to_do"),
        (OperationalError("select 1", {}, OSError()), Fate.UNKEPT, "OperationalError"),
        (BadRequest(), Fate.BROKE, "BadRequest"),
        (KeyError("x"), Fate.BROKE, "KeyError"),
    ],
)
def test_each_class_of_error_has_its_fate(error: Exception, fate: Fate, code: str) -> None:
    """The table says what an error means; what it does not name is taken for a fault of ours."""
    failure = failure_of(error)
    assert (failure.fate, failure.code) == (fate, code)


def test_the_table_names_the_narrower_class_first() -> None:
    """No row is hidden by one before it."""
    kinds = [kind for kind, _ in FATES]
    hidden = [
        (kind, before)
        for place, kind in enumerate(kinds)
        for before in kinds[:place]
        if issubclass(kind, before)
    ]
    assert hidden == []


def test_waits_grow_up_to_a_cap() -> None:
    """Each wait is twice the one before it, and none is longer than the longest."""
    waits = [STEADY.after(attempts) for attempts in range(1, 8)]
    assert waits == [seconds * SECOND for seconds in (1, 2, 4, 8, 16, 30, 30)]
    assert STEADY.after(0) == SECOND
    assert STEADY.after(10_000) == 30 * SECOND


def test_a_refusal_may_ask_for_a_steeper_growth() -> None:
    """A platform that says so is tried less often."""
    assert [STEADY.after(attempts, growth=4) for attempts in (1, 2, 3)] == [
        SECOND,
        4 * SECOND,
        16 * SECOND,
    ]


def test_jitter_only_shortens() -> None:
    """No two of a thousand retries need come together, and none comes later than was said."""
    spread = Backoff(first=8 * SECOND, most=8 * SECOND, jitter=0.5)
    waits = {spread.after(1) for _ in range(200)}
    assert len(waits) > 20
    assert all(4 * SECOND < wait <= 8 * SECOND for wait in waits)


def test_what_waits_for_somebody_looks_less_and_less_often() -> None:
    """With no tries to count, a wait is a part of what was waited, between its bounds."""
    away = Backoff(first=SECOND, most=5 * SECOND, growth=1.25)
    waited = [timedelta(seconds=seconds) for seconds in (0, 4, 8, 40)]
    assert [away.after_waiting(each) for each in waited] == [
        SECOND,
        SECOND,
        2 * SECOND,
        5 * SECOND,
    ]


def failure(fate: Fate) -> Failure:
    """An error of that fate."""
    return Failure(error=RuntimeError(), fate=fate, code="x")


def test_tries_come_to_an_end_but_for_who_is_away() -> None:
    """What fails is given up at the last try, what is refused at once, what is away never."""
    retries = Retries(tries=3, backoff=STEADY)
    assert retries.again(failure(Fate.FAILED), 2) == 2 * SECOND
    assert retries.again(failure(Fate.FAILED), 3) is None
    assert retries.again(failure(Fate.BROKE), 3) is None
    assert retries.again(failure(Fate.REFUSED), 1) is None
    assert retries.again(failure(Fate.AWAY), 100) == 30 * SECOND
