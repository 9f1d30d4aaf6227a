"""Each part gives up before the one that waits for it, so that every failure has a name."""

from __future__ import annotations

from actions.crm.once_only.facet import LOOK_SECONDS
from actions.crm.once_only.settling import ARRIVED_AFTER, UNDER_WAY
from actions.crm.remote.mapping import Limits
from actions.settings import CrmSettings
from contracts.deadlines import ACTION_SECONDS, BOT_SECONDS, LOCK_SECONDS
from handoff.config.settings import Settings
from handoff.jobs.write_settling import LEASE

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
    assert desk.bot_timeout_seconds == BOT_SECONDS


def test_a_write_has_longer_than_a_read() -> None:
    """An action outlasts a slow write with a look before it and one after it; a turn outlasts that
    and another action."""
    limits = Limits()
    assert limits.read_seconds < limits.write_seconds
    whole = limits.read_seconds + limits.write_seconds + LOOK_SECONDS
    assert whole < ACTION_SECONDS
    assert ACTION_SECONDS + whole < BOT_SECONDS


def test_what_is_begun_is_left_alone_until_nobody_can_be_at_it() -> None:
    """Whoever takes it up has waited for longer than any action lasts, and holds it as long."""
    assert ACTION_SECONDS < UNDER_WAY.total_seconds() <= ARRIVED_AFTER.total_seconds()
    assert UNDER_WAY < LEASE
