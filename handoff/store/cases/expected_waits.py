"""Query of expected waits: where customers in the queue are, and about how long that takes."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.queue.eta import minutes_left
from handoff.store.accounts import presence
from handoff.store.cases import positions

RECENT = timedelta(hours=24)
"""Cases that ended within this say how long the next one takes."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a customer is in the queue, from 1, and about how many minutes that takes.

    `attended` says whether anybody takes cases at present.
    """

    position: int
    minutes: int | None
    attended: bool


async def place_of(
    connection: AsyncConnection, conversation_id: str, now: datetime
) -> Place | None:
    """Where a conversation waits; None when it does not."""
    position = await positions.position(connection, conversation_id)
    if position is None:
        return None
    return (await _Pace.read(connection, now)).place(position)


async def all_places(connection: AsyncConnection, now: datetime) -> dict[str, Place]:
    """Where everybody waits, by conversation."""
    pace = await _Pace.read(connection, now)
    return {
        conversation_id: pace.place(position)
        for conversation_id, position in (await positions.places(connection)).items()
    }


class _Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How fast the queue moves."""

    served_in: tuple[timedelta, ...]
    hands: int
    attended: bool

    @classmethod
    async def read(cls, connection: AsyncConnection, now: datetime) -> _Pace:
        there = await presence.available(connection)
        return cls(
            served_in=await positions.served_in(connection, now - RECENT),
            hands=sum(agent.capacity for agent, _ in there),
            attended=bool(there),
        )

    def place(self, position: int) -> Place:
        minutes = minutes_left(position, self.served_in, self.hands)
        return Place(position=position, minutes=minutes, attended=self.attended)
