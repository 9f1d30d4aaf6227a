"""Factory of the channel Messenger: builds its parts out of what the desk lends."""

from __future__ import annotations

from handoff.channels.base.opening import Lent, OpenChannel
from handoff.channels.messenger.inbound import to_messages
from handoff.channels.messenger.profile import NAME, PROFILE
from handoff.channels.messenger.sender import Messenger
from handoff.channels.messenger.settings import MessengerSettings
from handoff.channels.meta.graph import Graph
from handoff.channels.meta.platform import MetaPlatform, opened
from handoff.channels.meta.sender import Uploads
from handoff.store.delivery.deliveries import Deliveries

HOSTS = ("cdninstagram.com",)
"""Where customers' files may lie, too."""


def open_channel(settings: MessengerSettings, lent: Lent) -> OpenChannel:
    """The channel with our Page."""
    graph = Graph(
        NAME,
        settings.graph_root,
        settings.messenger_page_token or "",
        file_field="filedata",
        hosts=HOSTS,
    )
    uploads = Uploads(graph, lent.media, PROFILE.can)
    port = Messenger(
        graph,
        uploads,
        Deliveries(lent.db, lent.clock),
        lent.customer_messages.conversation,
        lent.clock,
        login_url=settings.messenger_login_url,
    )
    accounts = frozenset({settings.messenger_page_id or ""})
    platform = MetaPlatform(port, uploads, accounts=accounts, app=settings.messenger_app_id)
    return opened(port, platform, graph, to_messages, settings, lent)
