"""Call handlers of the wallboard: what supervisors see of the floor, and what they move."""

from __future__ import annotations

from datetime import datetime

import socketio

from handoff.console.http.views import SlaTimerView, View, shown_as, sla_timer_view
from handoff.console.live.cases import Skill
from handoff.console.live.connected import Console
from handoff.core.floor import HeldCase
from handoff.core.model import Agent, Presence
from handoff.core.payloads import Id, Nothing, Request
from handoff.http.calls import takes
from handoff.http.sockets import CONSOLE, FLOOR
from handoff.store.cases.skills import Skills
from handoff.store.read_models.wallboard import Numbers, Wallboard, WallboardReader
from handoff.usecases.agent.transfers import Transfers


class WallboardAgent(View, frozen=True, kw_only=True):
    """Somebody on the floor. `presence_since` is None where that was not kept yet."""

    id: str
    name: str
    presence: Presence
    presence_since: datetime | None
    skills: tuple[str, ...]
    capacity: int


class WallboardView(View, frozen=True, kw_only=True):
    """The floor at one cursor."""

    cursor: int
    numbers: Numbers
    agents: tuple[WallboardAgent, ...]
    cases: tuple[HeldCase, ...]
    clocks: tuple[SlaTimerView, ...]


def floor_view(floor: Wallboard) -> WallboardView:
    """The floor as its page takes it."""
    return WallboardView(
        cursor=floor.cursor,
        numbers=floor.numbers,
        agents=tuple(floor_agent(agent) for agent in floor.agents),
        cases=floor.cases,
        clocks=tuple(sla_timer_view(clock) for clock in floor.clocks),
    )


class ReassignRequest(Request, frozen=True, kw_only=True):
    """Where a supervisor has a case go: exactly one of both, and why.

    `from_agent` is who they think has it, None for the queue.
    """

    conversation_id: Id
    from_agent: Id | None = None
    to_agent: Id | None = None
    to_skill: Skill | None = None
    note: str = ""


class WallboardCalls:
    """What whoever watches the floor sees, and moves."""

    def __init__(
        self,
        reader: WallboardReader,
        transfers: Transfers,
        skills: Skills,
        sio: socketio.AsyncServer,
    ) -> None:
        self._reader = reader
        self._transfers = transfers
        self._skills = skills
        self._sio = sio

    @takes(Nothing, needs="floor")
    async def floor(self, console: Console, _nothing: Nothing) -> WallboardView:
        """The floor as it is; from here on the console is told what changes there."""
        # First, so that nothing falls between the reading and the telling.
        await self._sio.enter_room(console.sid, FLOOR, namespace=CONSOLE)
        return floor_view(await self._reader.read())

    @takes(Nothing, needs="floor", audited=False)
    async def leave_floor(self, console: Console, _nothing: Nothing) -> None:
        """The floor is not being watched any more."""
        await self._sio.leave_room(console.sid, FLOOR, namespace=CONSOLE)

    @takes(ReassignRequest, needs="reassign")
    async def reassign(self, console: Console, wanted: ReassignRequest) -> None:
        """Move a case to an agent, or to whoever has a skill."""
        if wanted.to_skill is not None:
            await self._skills.must_be_known([wanted.to_skill])
        await self._transfers.reassign(
            console.agent_id,
            wanted.conversation_id,
            from_agent=wanted.from_agent,
            to_agent=wanted.to_agent,
            to_skill=wanted.to_skill,
            note=wanted.note,
        )


def floor_agent(agent: Agent) -> WallboardAgent:
    """Somebody as the floor shows them."""
    return shown_as(WallboardAgent, agent)
