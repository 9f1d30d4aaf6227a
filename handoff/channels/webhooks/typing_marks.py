"""Rate-limited side effect: shows customers of a platform that an agent is writing."""

from __future__ import annotations

from handoff.channels.webhooks.platform import Platform
from handoff.core.model import Conversation
from handoff.http.paces import Buckets
from handoff.usecases.customer.platform_events import PlatformEvents

SECONDS = 20
"""On platforms it is seen for so long."""


class TypingMarks:
    """Marks the customer's last message as read, which shows the typing as well."""

    def __init__(self, platform: Platform, platform_events: PlatformEvents) -> None:
        self._platform = platform
        self._platform_events = platform_events
        self._told = Buckets(1, 1 / SECONDS)

    async def show(self, conversation: Conversation, _name: str) -> None:
        """Show that the agent is writing."""
        if self._told.take(conversation.id):
            heard = await self._platform_events.last_heard(conversation.id)
            if heard is not None:
                await self._platform.attend(conversation.address, heard)
