"""Call handler of channels: letting one go on that was stopped."""

from __future__ import annotations

from contracts.turn import Channel
from handoff.console.live.connected import Console
from handoff.core.payloads import Request
from handoff.http.calls import takes
from handoff.usecases.agent.agent_actions import AgentActions


class ChannelRequest(Request, frozen=True, kw_only=True):
    """A channel."""

    channel: Channel


class ChannelCalls:
    """What a supervisor does with a channel."""

    def __init__(self, agent_actions: AgentActions) -> None:
        self._agent_actions = agent_actions

    @takes(ChannelRequest, needs="channels")
    async def resume(self, _console: Console, stopped: ChannelRequest) -> None:
        """What stopped a channel has been mended."""
        await self._agent_actions.resume_channel(stopped.channel)
