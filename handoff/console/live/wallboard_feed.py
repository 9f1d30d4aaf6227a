"""Event feed of the wallboard: those who watch the floor are told what changes there."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import socketio
import structlog
from sqlalchemy.exc import SQLAlchemyError

from handoff.console.live.wallboard import floor_agent
from handoff.console.views import clock_view
from handoff.core.events import AgentChanged, ClockChanged, HandoffChanged, Recorded
from handoff.store.db.wakeup import set_within
from handoff.store.read_models.wallboard import FloorReader, held_case, works
from handoff.transport.sockets import CONSOLE, FLOOR

AT_MOST_EVERY = 1.0
AT_LEAST_EVERY = 15.0
"""Seconds between two tellings of the numbers, while somebody watches them."""

_log = structlog.get_logger(__name__)


class FloorFeed:
    """Tells those who watch the floor of what changes there."""

    def __init__(self, sio: socketio.AsyncServer, reader: FloorReader) -> None:
        self._sio = sio
        self._reader = reader
        self._stale = asyncio.Event()

    async def handle(self, recorded: Recorded) -> None:
        """Tell of an event; numbers, which no event holds, are told soon after."""
        if not self._watched():
            return
        change = _change(recorded)
        if change:
            await self._tell({"cursor": recorded.cursor, **change})
        if isinstance(recorded.event, HandoffChanged):
            self._stale.set()

    async def keep_numbers(self) -> None:
        """Tell the numbers when they may have changed, until cancelled."""
        while True:
            await set_within(self._stale, AT_LEAST_EVERY)
            self._stale.clear()
            if self._watched():
                try:
                    numbers = await self._reader.numbers()
                    await self._tell({"cursor": None, "numbers": numbers})
                except (SQLAlchemyError, OSError):
                    _log.warning("floor_not_read")
            await asyncio.sleep(AT_MOST_EVERY)

    def _watched(self) -> bool:
        return any(True for _ in self._sio.manager.get_participants(CONSOLE, FLOOR))

    async def _tell(self, change: dict[str, Any]) -> None:
        # Each bridge follows the events for its own sockets.
        data = msgspec.to_builtins(change)
        await self._sio.emit("floor", data, namespace=CONSOLE, room=FLOOR, ignore_queue=True)


def _change(recorded: Recorded) -> dict[str, Any]:
    """What an event changes on the floor; nothing for most."""
    event = recorded.event
    if isinstance(event, HandoffChanged):
        case = held_case(event.handoff, event.conversation)
        return {"left": event.handoff.id} if case is None else {"case": case}
    if isinstance(event, ClockChanged) and event.clock.agent_id is not None:
        return {"clock": clock_view(event.clock)}
    if isinstance(event, AgentChanged):
        return (
            {"agent": floor_agent(event.agent)} if works(event.agent) else {"gone": event.agent.id}
        )
    return {}
