"""Call handlers of agents about themselves: whether they take cases, what they have read."""

from __future__ import annotations

from typing import Literal

from handoff.console.live.connected import Console
from handoff.core.payloads import Id, Nothing, Request
from handoff.http.calls import takes
from handoff.store.accounts.logins import KeptLogins
from handoff.usecases.agent.agent_actions import AgentActions


class PresenceRequest(Request, frozen=True, kw_only=True):
    """Whether the agent takes conversations."""

    presence: Literal["available", "away"]


class NoticeRequest(Request, frozen=True, kw_only=True):
    """A notice that was read."""

    notice_id: Id


class AgentCalls:
    """What an agent says of themselves."""

    def __init__(self, agent_actions: AgentActions, logins: KeptLogins) -> None:
        self._agent_actions = agent_actions
        self._logins = logins

    @takes(Nothing, needs="desk", audited=False)
    async def active(self, console: Console, _nothing: Nothing) -> None:
        """Somebody is at the console: its login goes on."""
        if console.login_id is not None:
            await self._logins.seen(console.login_id)

    @takes(PresenceRequest, needs="answer")
    async def presence(self, console: Console, wanted: PresenceRequest) -> None:
        """Take conversations, or pause."""
        await self._agent_actions.set_presence(console.agent_id, wanted.presence)

    @takes(NoticeRequest, needs="desk")
    async def dismiss(self, console: Console, read: NoticeRequest) -> None:
        """A notice was read."""
        await self._agent_actions.dismiss(console.agent_id, read.notice_id)
