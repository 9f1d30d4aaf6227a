"""Plugin: the channel Messenger, and what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.channels.base.plugin import ChannelPlugin
from handoff.channels.messenger.profile import PROFILE
from handoff.channels.messenger.settings import MessengerSettings
from handoff.channels.meta.settings import NEEDS

if TYPE_CHECKING:
    from handoff.channels.base.opening import Lent, OpenChannel


def open_channel(settings: MessengerSettings, lent: Lent) -> OpenChannel:
    """See `opening.open_channel`, which is loaded only where the channel is opened."""
    from handoff.channels.messenger import opening

    return opening.open_channel(settings, lent)


CHANNEL = ChannelPlugin(
    profile=PROFILE,
    settings=MessengerSettings,
    needs=(*NEEDS, "messenger_page_id", "messenger_page_token", "messenger_app_id"),
    open=open_channel,
)
