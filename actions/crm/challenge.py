"""The challenge: secrets that are all of one customer, and how often somebody may try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from actions.crm import matching
from actions.crm.facets.people import Secret
from actions.crm.records.record import Record

TRIES = 5
TRIES_WITHIN = timedelta(hours=1)

_TELLING: tuple[Secret, ...] = ("email", "phone", "name", "postcode")

Failed = Mapping[str, tuple[datetime, ...]]
"""Failed tries by what they are counted for, oldest first."""


class Challenge(Record, frozen=True, kw_only=True):
    """What came of one try. Who they are is told of a match alone.

    A wrong secret and one that does not exist look the same, in `tries_left` too. `order_number` is
    the one among the secrets, if any.
    """

    outcome: Literal["matched", "mismatched", "refused"]
    tries_left: int
    customer_id: str | None = None
    order_number: str | None = None


class FailedTries(Record, frozen=True, kw_only=True):
    """The failed tries that still count, after the last one."""

    by_subject: dict[str, tuple[datetime, ...]]


def subjects(
    secrets: Mapping[Secret, str], conversation_id: str, client: str | None
) -> tuple[str, ...]:
    """What a try is counted for, in one sequence for everybody: locks are taken in it."""
    counted = {tried(secrets), f"conversation:{conversation_id}"}
    return tuple(sorted(counted | ({f"client:{client}"} if client else set())))


def tried(secrets: Mapping[Secret, str]) -> str:
    """Whose secrets are tried: an order's, else those of who has that address, number or name."""
    number = secrets.get("order_number")
    if number is not None:
        return f"order:{matching.order_number(number)}"
    named = next(secret for secret in _TELLING if secret in secrets)
    # Not kept as it was said: what is tried may be anybody's.
    return f"{named}:{sha256(matching.KEYS[named](secrets[named]).encode()).hexdigest()}"


def recent(failed: Failed, now: datetime) -> dict[str, tuple[datetime, ...]]:
    """Those that still count."""
    return {
        subject: tuple(at for at in times if now - at < TRIES_WITHIN)
        for subject, times in failed.items()
    }


def judged(secrets: Mapping[Secret, str], customer_id: str | None, failed: Failed) -> Challenge:
    """Judge a try; `failed` still count. Used up, even the right secrets are refused."""
    left = TRIES - max((len(times) for times in failed.values()), default=0)
    if left <= 0:
        return Challenge(outcome="refused", tries_left=0)
    if customer_id is None:
        return Challenge(outcome="mismatched", tries_left=left - 1)
    number = secrets.get("order_number")
    return Challenge(
        outcome="matched",
        tries_left=left,
        customer_id=customer_id,
        order_number=None if number is None else matching.order_number(number),
    )


def counted(failed: Failed, subjects: Sequence[str], now: datetime) -> FailedTries:
    """The failed tries with this one."""
    return FailedTries(by_subject={one: (*failed.get(one, ()), now) for one in subjects})
