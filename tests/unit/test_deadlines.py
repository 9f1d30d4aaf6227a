"""Each part gives up before the one that waits for it, so that every failure has a name."""

from __future__ import annotations

import inspect

from actions.crm.sql import SqlCrm
from bot.channel import ACTION_SECONDS
from bot.settings import RASA_ENVIRONMENT
from handoff.settings import Settings

SECRETS = {name: name * 8 for name in ("SECRET_KEY", "IDENTITY_SECRET", "BOT_TOKEN")}


def test_whoever_waits_waits_longer() -> None:
    """The CRM gives up first, then the action, then the bridge, and Rasa's lock last."""
    crm = inspect.signature(SqlCrm).parameters["deadline"].default
    bridge = Settings.read(SECRETS).bot_timeout_seconds
    lock = float(RASA_ENVIRONMENT["TICKET_LOCK_LIFETIME"])
    assert crm < ACTION_SECONDS < bridge < lock


def test_rasa_reports_to_nobody() -> None:
    """Rasa runs without its telemetry."""
    assert RASA_ENVIRONMENT["RASA_TELEMETRY_ENABLED"] == "false"
