"""Each part gives up before the one that waits for it, so that every failure has a name."""

from __future__ import annotations

from actions.settings import CrmSettings
from contracts.deadlines import ACTION_SECONDS, LOCK_SECONDS
from handoff.config.settings import Settings

SECRETS = {name: name * 8 for name in ("SECRET_KEY", "IDENTITY_SECRET", "BOT_TOKEN")}


def test_whoever_waits_waits_longer() -> None:
    """The CRM gives up first, then the action, then the bridge, and Rasa's lock last."""
    desk = Settings.read(SECRETS)
    assert desk.crm_seconds < desk.action_seconds < desk.bot_timeout_seconds < LOCK_SECONDS


def test_every_process_has_the_same_defaults() -> None:
    """What the bridge's settings say of the others holds there, too."""
    desk = Settings.read(SECRETS)
    assert CrmSettings.read({"CRM_URL": desk.crm_url}).crm_seconds == desk.crm_seconds
    assert desk.action_seconds == ACTION_SECONDS
