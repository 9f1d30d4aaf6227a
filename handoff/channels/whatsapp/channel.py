"""Plugin: the channel WhatsApp, and what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.channels.base.plugin import ChannelPlugin
from handoff.channels.meta.settings import NEEDS
from handoff.channels.whatsapp.profile import PROFILE
from handoff.channels.whatsapp.settings import WhatsAppSettings
from handoff.core.channel.templates import Template, read_templates

if TYPE_CHECKING:
    from handoff.channels.base.opening import Lent, OpenChannel


def templates(settings: WhatsAppSettings) -> tuple[Template, ...]:
    """The templates that agents may choose from."""
    return read_templates(settings.whatsapp_templates)


def open_channel(settings: WhatsAppSettings, lent: Lent) -> OpenChannel:
    """See `opening.open_channel`, which is loaded only where the channel is opened."""
    from handoff.channels.whatsapp import opening

    return opening.open_channel(settings, lent)


CHANNEL = ChannelPlugin(
    profile=PROFILE,
    settings=WhatsAppSettings,
    needs=(*NEEDS, "whatsapp_token", "whatsapp_phone_number_id"),
    open=open_channel,
    templates=templates,
)
