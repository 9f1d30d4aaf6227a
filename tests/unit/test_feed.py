"""The stream of events, handed on one by one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import OperationalError

from handoff.core.events import ChannelChanged, Recorded
from handoff.core.model import StoppedChannel
from handoff.store.db import event_dispatcher
from handoff.store.db.event_dispatcher import Feed

HALTED = StoppedChannel(channel="whatsapp", code="190", at=datetime.now(UTC))
EVENTS = tuple(
    Recorded(cursor=n, event=ChannelChanged(channel="whatsapp", stopped=HALTED)) for n in (1, 2, 3)
)


async def told(failures: list[Exception], count: int) -> list[int]:
    """The cursors that arrive when the second event fails in these ways first."""
    arrived: list[int] = []
    there = asyncio.Event()

    async def handle(item: Recorded) -> None:
        if item.cursor == 2 and failures:
            raise failures.pop(0)
        arrived.append(item.cursor)
        if len(arrived) == count:
            there.set()

    stream = Feed(handle)
    stream.push(EVENTS)
    running = asyncio.create_task(stream.run())
    await asyncio.wait_for(there.wait(), 10)
    running.cancel()
    return arrived


async def test_an_event_waits_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the database is away no event is left out, and none overtakes."""
    monkeypatch.setattr(event_dispatcher, "PAUSE_SECONDS", 0)
    away: list[Exception] = [OperationalError("", {}, Exception("gone")), OSError("refused")]
    assert await told(away, 3) == [1, 2, 3]


async def test_an_event_that_cannot_be_shown_stops_no_other() -> None:
    """Whatever else goes wrong with an event, those behind it are shown."""
    assert await told([ValueError("odd")], 2) == [1, 3]


async def test_a_database_that_stays_away_holds_up_an_event_for_so_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After all its tries an event is given up, and the stream goes on."""
    monkeypatch.setattr(event_dispatcher, "PAUSE_SECONDS", 0)
    assert await told([OSError("refused") for _ in range(event_dispatcher.TRIES)], 2) == [1, 3]
