"""Settings of the web chat, a declarative struct with none: what the desk is told will do."""

from __future__ import annotations

from contracts.env import EnvSettings


class WebChatSettings(EnvSettings, frozen=True, kw_only=True):
    """Nothing to set."""
