"""Retry policy: what each class of error means for a job, and how long to wait before it is tried
again."""

from __future__ import annotations

import secrets
from datetime import timedelta
from enum import Enum

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from actions.crm.errors import CrmError, CrmUnavailable, CrmUncertain
from handoff.bot_link.client import BotAway, BotError
from handoff.core.channel.port import LineStopped, Undelivered
from handoff.core.errors import InvalidPacket

LONGEST_GROWTH = 60
"""More steps than this change nothing any more, and would overflow."""


class NotYet(Exception):
    """What the job needs is not there yet; `code` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NothingToDo(Exception):
    """There is nothing that could be done about it, now or later."""

    code = "nothing_to_do"


class Fate(Enum):
    """What an error means for the job that met it."""

    AWAY = "The other side is not there: tried again until it is."
    FAILED = "It went wrong this time: tried again, so many times."
    REFUSED = "It will never go well: given up."
    STOPPED = "Nothing of its kind will go well until a person has mended something: left alone."
    UNKEPT = "Our own database did not take it: another runner finds it when its lease is over."
    BROKE = "Nobody has foreseen it: taken for one that went wrong this time."


FATES: tuple[tuple[type[Exception], Fate], ...] = (
    (BotAway, Fate.AWAY),
    (CrmUnavailable, Fate.AWAY),
    (CrmUncertain, Fate.FAILED),
    (LineStopped, Fate.STOPPED),
    (Undelivered, Fate.FAILED),
    (BotError, Fate.FAILED),
    (NotYet, Fate.FAILED),
    (CrmError, Fate.REFUSED),
    (InvalidPacket, Fate.REFUSED),
    (NothingToDo, Fate.REFUSED),
    (SQLAlchemyError, Fate.UNKEPT),
    (Exception, Fate.BROKE),
)
"""What each class of error means; the first that fits counts."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An error that ended a try. `code` is for people: the error's own, or its class."""

    error: Exception
    fate: Fate
    code: str


def failure_of(error: Exception) -> Failure:
    """What an error means, by the table. A refusal of a channel says itself if it is for good."""
    fate = next(fate for kind, fate in FATES if isinstance(error, kind))
    if isinstance(error, Undelivered) and not error.retry:
        fate = Fate.REFUSED
    code = getattr(error, "code", None)
    own = isinstance(code, str) and fate not in (Fate.UNKEPT, Fate.BROKE)
    return Failure(error=error, fate=fate, code=str(code) if own else type(error).__name__)


class Backoff(msgspec.Struct, frozen=True, kw_only=True):
    """Capped exponential backoff with jitter, so that a thousand retries do not come at once.

    After M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: with `jitter`
    0.5 his "equal jitter". `first` and `most` are the longest waits before the first retry, and
    before any.
    """

    first: timedelta
    most: timedelta
    growth: float = 2.0
    jitter: float = 0.25
    """By so much of itself a wait may be shorter; 0 to 1."""

    def after(self, attempts: int, *, growth: float | None = None) -> timedelta:
        """The wait after so many tries, of which the first is 1."""
        steps = min(max(attempts - 1, 0), LONGEST_GROWTH)
        seconds = self.first.total_seconds() * float(growth or self.growth) ** steps
        return self._jittered(timedelta(seconds=min(seconds, self.most.total_seconds())))

    def after_waiting(self, waited: timedelta) -> timedelta:
        """The wait of something whose tries nobody counts: it grows with what it has waited.

        Without a jitter: such waits begin when their messages came, which is chance enough.
        """
        return max(self.first, min(waited * (self.growth - 1), self.most))

    def _jittered(self, wait: timedelta) -> timedelta:
        return wait * (1 - self.jitter * secrets.randbelow(1000) / 1000)


class Retries(msgspec.Struct, frozen=True, kw_only=True):
    """How often a kind of job tries, and how long it waits between."""

    tries: int
    """Those that fail; while the other side is away there is no end of them."""
    backoff: Backoff

    def again(
        self, failure: Failure, attempts: int, *, growth: float | None = None
    ) -> timedelta | None:
        """How long to wait after so many tries; None: it is given up."""
        over = failure.fate is not Fate.AWAY and attempts >= self.tries
        if failure.fate is Fate.REFUSED or over:
            return None
        return self.backoff.after(attempts, growth=growth)
