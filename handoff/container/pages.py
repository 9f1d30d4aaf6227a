"""Composition of what answers for the pages of the desk, its health and the demo shop."""

from __future__ import annotations

from functools import partial

from handoff.api.demo import Demo
from handoff.bot_link.health import Health
from handoff.container.desk import Desk
from handoff.frontend.pages import BUNDLES, WEB, Pages
from handoff.store.delivery import channel_stops


def pages(desk: Desk) -> Pages:
    """The pages and the files that they load."""
    root = WEB if desk.settings.assets_debug else BUNDLES
    return Pages(
        root, desk.profile.company, demo=desk.settings.demo, invites=bool(desk.invitations.rules)
    )


def demo(desk: Desk) -> Demo:
    """The demo shop's sign-in."""
    return Demo(desk.crm, desk.identities)


def health(desk: Desk) -> Health:
    """What the desk's parts say of themselves."""
    return Health(
        desk.db,
        desk.bot_watch,
        desk.actions_watch,
        desk.training,
        stopped=partial(channel_stops.stopped_now, desk.db),
        missing=desk.bot.missing,
        redis=desk.redis_watch,
    )
