"""Settings of the web chat, a declarative struct without fields: those of the desk are enough."""

from __future__ import annotations

from contracts.env import EnvSettings


class WebChatSettings(EnvSettings, frozen=True, kw_only=True):
    """Nothing to set."""
