"""Composition of a channel over the Graph API: sender, files and webhook put together."""

from __future__ import annotations

from typing import Protocol

from contracts.turn import Attachment
from handoff.channels.base.opening import Lent, OpenChannel
from handoff.channels.meta import graph_errors
from handoff.channels.meta.graph import Graph
from handoff.channels.meta.sender import Uploads
from handoff.channels.meta.settings import MetaSettings
from handoff.channels.meta.webhook import MetaWebhook
from handoff.channels.webhooks.endpoint import Read
from handoff.channels.webhooks.typing_marks import TypingMarks
from handoff.core.channel.inbound_events import Media
from handoff.core.channel.port import ChannelPort, Undelivered
from handoff.usecases.customer.platform_events import PlatformEvents


class AttendingPort(ChannelPort, Protocol):
    """A way out that can also show that messages are read."""

    async def attend(self, address: str, provider_id: str) -> None:
        """Show that a message was read and is being answered; never raises."""


class MetaPlatform:
    """One platform: its way out, its files, and the accounts on it that are ours."""

    def __init__(
        self,
        port: AttendingPort,
        uploads: Uploads,
        *,
        accounts: frozenset[str],
        app: str | None,
    ) -> None:
        self.accounts = accounts
        self.app = app
        self._port = port
        self._uploads = uploads

    async def fetch(self, media: Media) -> Attachment:
        """See `Platform.fetch`."""
        return await self._uploads.fetch(media)

    async def attend(self, address: str, provider_id: str) -> None:
        """See `Platform.attend`."""
        await self._port.attend(address, provider_id)

    def refusal(self, code: int | None) -> Undelivered:
        """See `Platform.refusal`."""
        return graph_errors.verdict(self._port.name, code)


def opened(
    port: AttendingPort,
    platform: MetaPlatform,
    graph: Graph,
    read: Read,
    settings: MetaSettings,
    lent: Lent,
) -> OpenChannel:
    """The channel as the desk runs it; `read` understands its webhooks."""
    webhook = MetaWebhook(
        port.name,
        read,
        lent.keep,
        verify_token=settings.meta_verify_token or "",
        app_secret=settings.meta_app_secret or "",
        clock=lent.clock,
        limits=lent.limits,
    )
    return OpenChannel(
        port=port,
        routes=webhook.routes(),
        platform=platform,
        typing=TypingMarks(platform, PlatformEvents(lent.db, lent.clock)).show,
        close=graph.close,
    )
