"""Factory of the channel WhatsApp: builds its parts out of what the desk lends."""

from __future__ import annotations

from handoff.channels.base.opening import Lent, OpenChannel
from handoff.channels.meta.graph import Graph
from handoff.channels.meta.platform import MetaPlatform, opened
from handoff.channels.meta.sender import Uploads
from handoff.channels.whatsapp.inbound import to_messages
from handoff.channels.whatsapp.profile import NAME, PROFILE
from handoff.channels.whatsapp.sender import WhatsApp
from handoff.channels.whatsapp.settings import WhatsAppSettings
from handoff.store.delivery.deliveries import Deliveries

HOSTS = ("whatsapp.com", "whatsapp.net")
"""Where customers' files lie."""


def open_channel(settings: WhatsAppSettings, lent: Lent) -> OpenChannel:
    """The channel with all of our numbers."""
    graph = Graph(
        NAME, settings.graph_root, settings.whatsapp_token or "", file_field="file", hosts=HOSTS
    )
    uploads = Uploads(graph, lent.media, PROFILE.can)
    sent = Deliveries(lent.db, lent.clock)
    port = WhatsApp(graph, uploads, sent, lent.customer_messages.conversation, lent.clock)
    accounts = frozenset(settings.whatsapp_phone_number_id)
    platform = MetaPlatform(port, uploads, accounts=accounts, app=None)
    return opened(port, platform, graph, to_messages, settings, lent)
