"""The settings with which a desk talks to the simulator instead of to Meta."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from contracts.env import read_env
from handoff.channels.messenger.settings import MessengerSettings
from handoff.channels.meta.settings import MetaSettings
from handoff.channels.whatsapp.settings import WhatsAppSettings
from handoff.config.settings import Settings

NUMBER, PAGE, APP = "100000000000001", "200000000000001", "300000000000001"
PORT_AWAY = 7
"""The simulator's port, counted from the bridge's."""
TEMPLATES = (
    '[{"name": "we_have_news", "language": "en_US", "parameters": ["name"],'
    ' "text": "Hello {{1}}, we have news about your case. Please answer to hear them."}]'
)
LOCAL = ("127.0.0.1", "localhost")


def simulated(given: Mapping[str, str]) -> Mapping[str, str]:
    """The same environment, with both channels on and pointed at this machine."""
    port = int(given.get("PORT", "").strip() or "8080") + PORT_AWAY
    return {
        **given,
        "META_GRAPH_URL": f"http://127.0.0.1:{port}",
        "META_VERIFY_TOKEN": secrets.token_hex(16),
        "META_APP_SECRET": secrets.token_hex(16),
        "WHATSAPP_TOKEN": secrets.token_hex(16),
        "WHATSAPP_PHONE_NUMBER_ID": NUMBER,
        "WHATSAPP_TEMPLATES": given.get("WHATSAPP_TEMPLATES", "") or TEMPLATES,
        "MESSENGER_PAGE_ID": PAGE,
        "MESSENGER_PAGE_TOKEN": secrets.token_hex(16),
        "MESSENGER_APP_ID": APP,
        "MESSENGER_LOGIN_URL": f"http://127.0.0.1:{port}/login",
    }


def graph_url(settings: Settings) -> str:
    """Where the desk looks for the Graph API."""
    return read_env(MetaSettings, settings.channel_env).settings.meta_graph_url


def whatsapp_settings(settings: Settings) -> WhatsAppSettings:
    """What the desk is told of WhatsApp."""
    return read_env(WhatsAppSettings, settings.channel_env).settings


def messenger_settings(settings: Settings) -> MessengerSettings:
    """What the desk is told of Messenger."""
    return read_env(MessengerSettings, settings.channel_env).settings


def local_port(graph_url: str) -> int | None:
    """The port on which the simulator is expected; None when the address is not this machine's."""
    parts = urlsplit(graph_url)
    return parts.port if parts.hostname in LOCAL else None
