"""Settings of the web chat: none of its own, it is always on with what the desk itself is told."""

from __future__ import annotations

from contracts.env import EnvSettings


class WebChatSettings(EnvSettings, frozen=True, kw_only=True):
    """Nothing to set."""
