"""Heartbeat of the consoles: who is still at one, and what each has on its screen."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import SQLAlchemyError

from handoff.console.live.connected import Console, Consoles
from handoff.core.errors import HandoffError
from handoff.store.cases.viewers import Viewers
from handoff.usecases.agent.agent_actions import AgentActions

_log = structlog.get_logger(__name__)


class PresenceKeeper:
    """Tells the desk which of its agents are at a console of this bridge."""

    def __init__(self, consoles: Consoles, agent_actions: AgentActions, viewers: Viewers) -> None:
        self._consoles = consoles
        self._agent_actions = agent_actions
        self._viewers = viewers

    async def came(self, console: Console) -> None:
        """An agent is at a console."""
        await self._agent_actions.connected(console.agent_id)

    async def left(self, sid: str) -> None:
        """A console is gone, and reads nothing any more; what fails here ends by itself later."""
        try:
            await self._viewers.gone(sid)
        except (SQLAlchemyError, HandoffError):
            _log.exception("reader_not_forgotten")

    async def keep(self) -> None:
        """Say who still has a console open; due several times before an agent counts as gone."""
        await self._agent_actions.still_there(self._consoles.agents())
        await self._viewers.keep(self._consoles.sids())
