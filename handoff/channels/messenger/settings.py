"""Settings of Messenger, a declarative struct."""

from __future__ import annotations

from contracts.env import WebAddress
from handoff.channels.meta.settings import MetaId, MetaSettings
from handoff.config.kinds import Password


class MessengerSettings(MetaSettings, frozen=True, kw_only=True):
    """What the Send API needs."""

    messenger_page_id: MetaId | None = None
    messenger_page_token: Password | None = None
    messenger_app_id: MetaId | None = None
    """By it our own messages are known from those of people in the Page's inbox."""
    messenger_login_url: WebAddress | None = None
    """The shop's page where customers link their account."""
