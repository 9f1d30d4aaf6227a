"""WhatsApp and Messenger put together from the settings: what is on, and what others lack."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Literal

import structlog

from bot.wire import Attachment, Channel
from handoff.channels.meta import messenger_in, whatsapp_in
from handoff.channels.meta.graph import Graph
from handoff.channels.meta.messenger import Messenger
from handoff.channels.meta.sender import Uploads
from handoff.channels.meta.whatsapp import WhatsApp
from handoff.config.settings import Settings
from handoff.core.channel.inbound_events import Media
from handoff.core.model import Conversation
from handoff.store.db.database import Database
from handoff.store.delivery.deliveries import Deliveries
from handoff.store.files.media import MediaStore

MetaName = Literal["whatsapp", "messenger"]
READERS = {"whatsapp": whatsapp_in.to_messages, "messenger": messenger_in.to_messages}
NAMES: tuple[MetaName, ...] = ("whatsapp", "messenger")
_log = structlog.get_logger(__name__)


class Platform:
    """One platform: its way out, its files, and the accounts on it that are ours."""

    def __init__(
        self,
        channel: WhatsApp | Messenger,
        graph: Graph,
        uploads: Uploads,
        *,
        accounts: frozenset[str],
        app: str | None,
    ) -> None:
        self.channel = channel
        self.accounts = accounts
        self.app = app
        self._graph = graph
        self._uploads = uploads

    async def fetch(self, media: Media) -> Attachment:
        """Fetch and keep a file of the customer's. Raises `Unfetched`."""
        return await self._uploads.fetch(media)

    async def attend(self, address: str, provider_id: str) -> None:
        """Show that a message was read and is being answered; never raises."""
        await self.channel.attend(address, provider_id)

    async def close(self) -> None:
        """Give connections back."""
        await self._graph.close()


def platforms(
    settings: Settings,
    db: Database,
    store: MediaStore,
    conversation: Callable[[str], Awaitable[Conversation]],
    clock: Callable[[], datetime],
) -> Mapping[Channel, Platform]:
    """The platforms whose settings are complete."""
    made: dict[Channel, Platform] = {}
    sent = Deliveries(db, clock)
    for name in NAMES:
        if settings.missing_for(name):
            continue
        graph = Graph(name, _root(settings), _token(settings, name))
        uploads = Uploads(graph, store)
        needed = (graph, uploads, sent, conversation, clock)
        made[name] = Platform(
            WhatsApp(*needed)
            if name == "whatsapp"
            else Messenger(*needed, login_url=settings.messenger_login_url),
            graph,
            uploads,
            accounts=_accounts(settings, name),
            app=settings.messenger_app_id if name == "messenger" else None,
        )
    return made


def say_what_is_off(settings: Settings) -> None:
    """Tell whoever starts the desk which channels are off, and what they lack."""
    for name in NAMES:
        missing = settings.missing_for(name)
        if missing:
            _log.warning("channel_off", channel=name, missing=",".join(missing))
        else:
            _log.info("channel_on", channel=name)


def _root(settings: Settings) -> str:
    return f"{settings.meta_graph_url}/{settings.meta_graph_version}"


def _token(settings: Settings, name: MetaName) -> str:
    of = {"whatsapp": settings.whatsapp_token, "messenger": settings.messenger_page_token}
    return of[name] or ""


def _accounts(settings: Settings, name: MetaName) -> frozenset[str]:
    if name == "whatsapp":
        return frozenset(settings.whatsapp_phone_number_id)
    return frozenset({settings.messenger_page_id or ""})
