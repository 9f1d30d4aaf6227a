"""Shows the customer that an agent is writing, on whichever channel they are."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wire import Channel
from handoff.channels.meta.webhook_worker import Platform
from handoff.channels.webchat.sender import WebChat
from handoff.core.model import Conversation
from handoff.transport.limits import Buckets
from handoff.usecases.customer.threads import Threads

SECONDS = 20
"""On the platforms it is seen for so long."""


class TypingMarks:
    """Tells pages at once, and platforms once in a while; there it also marks as read."""

    def __init__(
        self, chat: WebChat, platforms: Mapping[Channel, Platform], threads: Threads
    ) -> None:
        self._chat = chat
        self._platforms = platforms
        self._threads = threads
        self._told = Buckets(1, 1 / SECONDS)

    async def agent_types(self, conversation: Conversation, name: str) -> None:
        """Show that the agent is writing."""
        platform = self._platforms.get(conversation.channel)
        if platform is None:
            await self._chat.agent_types(conversation, name)
        elif self._told.take(conversation.id):
            heard = await self._threads.last_heard(conversation.id)
            if heard is not None:
                await platform.attend(conversation.address, heard)
