"""Plugin: the channel of the web chat, and what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.channels.base.plugin import ChannelPlugin
from handoff.channels.webchat.profile import PROFILE
from handoff.channels.webchat.settings import WebChatSettings

if TYPE_CHECKING:
    from handoff.channels.base.opening import Lent, OpenChannel
    from handoff.channels.base.wire import Wire


def open_channel(settings: WebChatSettings, lent: Lent) -> OpenChannel:
    """See `opening.open_channel`, which is loaded only where the channel is opened."""
    from handoff.channels.webchat import opening

    return opening.open_channel(settings, lent)


def wire() -> Wire:
    """See `declared.wire`, which is loaded only where the wire is described."""
    from handoff.channels.webchat import declared

    return declared.wire()


CHANNEL = ChannelPlugin(profile=PROFILE, settings=WebChatSettings, open=open_channel, wire=wire)
