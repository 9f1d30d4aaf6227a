"""The order challenge: two matching secrets of an order, and how often somebody may try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from actions.crm.matching import postcode_key
from actions.crm.records.order import Order
from actions.crm.records.record import Record

TRIES = 5
TRIES_WITHIN = timedelta(hours=1)

Failed = Mapping[str, tuple[datetime, ...]]
"""Failed tries by what they are counted for, oldest first."""


class Challenge(Record, frozen=True, kw_only=True):
    """What came of one try. Who they are is told of a match alone.

    A wrong postcode and an order that does not exist look the same, in `tries_left` too.
    """

    outcome: Literal["matched", "mismatched", "refused"]
    tries_left: int
    customer_id: str | None = None
    order_number: str | None = None


class FailedTries(Record, frozen=True, kw_only=True):
    """The failed tries that still count, after the last one."""

    by_subject: dict[str, tuple[datetime, ...]]


def subjects(number: str, conversation_id: str, client: str | None) -> tuple[str, ...]:
    """What a try is counted for, in one sequence for everybody: locks are taken in it."""
    counted = {f"order:{number}", f"conversation:{conversation_id}"}
    return tuple(sorted(counted | ({f"client:{client}"} if client else set())))


def recent(failed: Failed, now: datetime) -> dict[str, tuple[datetime, ...]]:
    """Those that still count."""
    return {
        subject: tuple(at for at in times if now - at < TRIES_WITHIN)
        for subject, times in failed.items()
    }


def judged(order: Order | None, postcode: str, failed: Failed) -> Challenge:
    """Judge a try; `failed` are those that still count. Used up, even the right pair is refused."""
    left = TRIES - max((len(times) for times in failed.values()), default=0)
    if left <= 0:
        return Challenge(outcome="refused", tries_left=0)
    if order is None or postcode_key(order.ship_to.postcode) != postcode_key(postcode):
        return Challenge(outcome="mismatched", tries_left=left - 1)
    return Challenge(
        outcome="matched",
        tries_left=left,
        customer_id=order.customer_id,
        order_number=order.number,
    )


def counted(failed: Failed, subjects: Sequence[str], now: datetime) -> FailedTries:
    """The failed tries with this one."""
    return FailedTries(by_subject={one: (*failed.get(one, ()), now) for one in subjects})
