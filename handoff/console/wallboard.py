"""The live floor over socket.io: what supervisors see of it, what changes there, what they move."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import msgspec
import socketio
import structlog
from sqlalchemy.exc import SQLAlchemyError

from handoff.console.calls import ReassignRequest
from handoff.console.socket import ConsoleNamespace
from handoff.console.views import ClockView, View, clock_view
from handoff.core.events import AgentChanged, ClockChanged, HandoffChanged, Recorded
from handoff.core.model import Agent, Presence
from handoff.core.payloads import Nothing
from handoff.store.db.wakeup import set_within
from handoff.store.read_models.wallboard import (
    FloorReader,
    HeldCase,
    LiveFloor,
    Numbers,
    held_case,
    works,
)
from handoff.transport.sockets import CONSOLE, FLOOR, takes

AT_MOST_EVERY = 1.0
AT_LEAST_EVERY = 15.0
"""Seconds between two tellings of the numbers, while somebody watches them."""

_log = structlog.get_logger(__name__)


class FloorAgent(View, frozen=True, kw_only=True):
    """Somebody on the floor. `presence_since` is None where that was not kept yet."""

    id: str
    name: str
    presence: Presence
    presence_since: datetime | None
    skills: tuple[str, ...]
    capacity: int


class FloorView(View, frozen=True, kw_only=True):
    """The floor at one cursor."""

    cursor: int
    numbers: Numbers
    agents: tuple[FloorAgent, ...]
    cases: tuple[HeldCase, ...]
    clocks: tuple[ClockView, ...]


def floor_view(floor: LiveFloor) -> FloorView:
    """The floor as its page takes it."""
    return FloorView(
        cursor=floor.cursor,
        numbers=floor.numbers,
        agents=tuple(_agent(agent) for agent in floor.agents),
        cases=floor.cases,
        clocks=tuple(clock_view(clock) for clock in floor.clocks),
    )


class SupervisorNamespace(ConsoleNamespace):
    """The console's events, with those of whoever watches the floor."""

    def __init__(self, *, reader: FloorReader, **desk: Any) -> None:
        super().__init__(**desk)
        self._reader = reader

    @takes(Nothing, needs="floor")
    async def on_floor(self, sid: str, _nothing: Nothing) -> FloorView:
        """The floor as it is; from here on the console is told what changes there."""
        # First, so that nothing falls between the reading and the telling.
        await self.enter_room(sid, FLOOR)
        return floor_view(await self._reader.read())

    @takes(Nothing, needs="floor")
    async def on_leave_floor(self, sid: str, _nothing: Nothing) -> None:
        """The floor is not being watched any more."""
        await self.leave_room(sid, FLOOR)

    @takes(ReassignRequest, needs="reassign")
    async def on_reassign(self, sid: str, wanted: ReassignRequest) -> None:
        """Move a case to an agent, or to whoever has a skill."""
        await self._transfers.reassign(
            self._console(sid).agent_id,
            wanted.conversation_id,
            from_agent=wanted.from_agent,
            to_agent=wanted.to_agent,
            to_skill=wanted.to_skill,
            note=wanted.note,
        )


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
        return {"agent": _agent(event.agent)} if works(event.agent) else {"gone": event.agent.id}
    return {}


def _agent(agent: Agent) -> FloorAgent:
    return FloorAgent(**{name: getattr(agent, name) for name in FloorAgent.__struct_fields__})
