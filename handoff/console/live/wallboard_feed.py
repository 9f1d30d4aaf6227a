"""Event feed of the wallboard: those who watch the floor are told what changes there."""

from __future__ import annotations

from functools import partial

import msgspec
import socketio
import structlog
from msgspec import UNSET, UnsetType
from sqlalchemy.exc import SQLAlchemyError

from handoff.console.http.views import SlaTimerView, View, sla_timer_view
from handoff.console.live.wallboard import WallboardAgent, floor_agent
from handoff.core.events import AgentChanged, HandoffChanged, Recorded, SlaTimerChanged
from handoff.core.floor import HeldCase, held_case, works
from handoff.http.sockets import CONSOLE, FLOOR
from handoff.store.db.wakeup import Wakeup
from handoff.store.read_models.wallboard import Numbers, WallboardReader

AT_MOST_EVERY = 1.0
AT_LEAST_EVERY = 15.0
"""Seconds between two tellings of the numbers, while somebody watches them."""

_log = structlog.get_logger(__name__)


class WallboardChange(View, frozen=True, kw_only=True):
    """A change of the floor: one of what is named, or numbers, which no event holds."""

    cursor: int | None
    """Null for numbers, which are newer than anything before."""
    numbers: Numbers | UnsetType = UNSET
    agent: WallboardAgent | UnsetType = UNSET
    gone: str | UnsetType = UNSET
    """Id of an agent who does not answer customers any more."""
    case: HeldCase | UnsetType = UNSET
    left: str | UnsetType = UNSET
    """Id of a handoff that nobody has any more."""
    clock: SlaTimerView | UnsetType = UNSET


class WallboardFeed:
    """Tells those who watch the floor of what changes there."""

    def __init__(self, sio: socketio.AsyncServer, reader: WallboardReader) -> None:
        self._sio = sio
        self._reader = reader
        self.stale = Wakeup()

    async def handle(self, recorded: Recorded) -> None:
        """Tell of an event; numbers, which no event holds, are told soon after."""
        if not self._watched():
            return
        change = _change(recorded)
        if change is not None:
            await self._tell(change)
        if isinstance(recorded.event, HandoffChanged):
            self.stale.wake()

    async def show_numbers(self) -> None:
        """Tell the numbers; due when `stale` wakes."""
        if not self._watched():
            return
        try:
            numbers = await self._reader.numbers()
        except (SQLAlchemyError, OSError):
            _log.warning("floor_not_read")
        else:
            await self._tell(WallboardChange(cursor=None, numbers=numbers))

    def _watched(self) -> bool:
        return any(True for _ in self._sio.manager.get_participants(CONSOLE, FLOOR))

    async def _tell(self, change: WallboardChange) -> None:
        # Each bridge follows the events for its own sockets.
        data = msgspec.to_builtins(change)
        await self._sio.emit("floor", data, namespace=CONSOLE, room=FLOOR, ignore_queue=True)


def _change(recorded: Recorded) -> WallboardChange | None:
    """What an event changes on the floor; nothing for most."""
    event, told = recorded.event, partial(WallboardChange, cursor=recorded.cursor)
    if isinstance(event, HandoffChanged):
        case = held_case(event.handoff, event.conversation)
        return told(left=event.handoff.id) if case is None else told(case=case)
    if isinstance(event, SlaTimerChanged) and event.clock.agent_id is not None:
        return told(clock=sla_timer_view(event.clock))
    if isinstance(event, AgentChanged):
        agent = event.agent
        return told(agent=floor_agent(agent)) if works(agent) else told(gone=agent.id)
    return None
