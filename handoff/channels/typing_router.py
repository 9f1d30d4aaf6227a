"""Router by channel: shows customers that an agent is writing, on whichever one they are."""

from __future__ import annotations

from collections.abc import Mapping

from handoff.channels.base.opening import OpenChannel
from handoff.core.model import Conversation


class TypingRouter:
    """Leaves it to the channel of the conversation; where that is off nobody sees it."""

    def __init__(self, channels: Mapping[str, OpenChannel]) -> None:
        self._channels = channels

    async def agent_types(self, conversation: Conversation, name: str) -> None:
        """Show that the agent is writing."""
        channel = self._channels.get(conversation.channel)
        if channel is not None:
            await channel.typing(conversation, name)
