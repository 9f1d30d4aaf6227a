"""Route handler of channels: letting one go on that was stopped, as the console does."""

from __future__ import annotations

import msgspec
from aiohttp import web

from handoff.core.model import Agent
from handoff.http.json_http import answer
from handoff.http.routes import route
from handoff.usecases.agent.agent_actions import AgentActions


class Resumed(msgspec.Struct, frozen=True, kw_only=True):
    """Whether there was anything to resume."""

    resumed: bool


class ConsoleChannels:
    """The routes under `/api/console/channels`."""

    def __init__(self, agent_actions: AgentActions) -> None:
        self._agent_actions = agent_actions

    @route("POST", "/channels/{name}/resume", needs="channels", act="resume", answer=Resumed)
    async def resume(self, request: web.Request, _agent: Agent) -> web.Response:
        """A channel goes on; `resumed` says whether it had stopped."""
        resumed = await self._agent_actions.resume_channel(request.match_info["name"])
        return answer(Resumed(resumed=resumed))
