"""Writes that happen once for each idempotency key, in whatever store and of whatever records."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Generic, TypeVar

from actions.crm.records.record import Record

Clock = Callable[[], datetime]

_L = TypeVar("_L")
_R = TypeVar("_R", bound=Record)


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


class OncePerKey(ABC, Generic[_L]):
    """What a writer builds on; stores say how."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @abstractmethod
    async def _once(self, key: str, kind: type[_R], make: Callable[[_L], Awaitable[_R]]) -> _R:
        """Run `make` in one transaction with its key, or return what the key's first run made."""
