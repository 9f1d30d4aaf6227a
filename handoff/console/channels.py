"""Channels over HTTP: letting one go on that was stopped, as the console does."""

from __future__ import annotations

from aiohttp import web

from handoff.core.model import Agent
from handoff.transport.json_http import answer
from handoff.usecases.agent.agent_actions import Floor


class ConsoleChannels:
    """The routes under `/api/console/channels`."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    async def resume(self, request: web.Request, _agent: Agent) -> web.Response:
        """`POST /api/console/channels/{name}/resume`; `resumed` says whether it had stopped."""
        resumed = await self._floor.resume_channel(request.match_info["name"])
        return answer({"resumed": resumed})
