"""The work that goes on beside the requests, each piece by its name."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.wire import Channel
from handoff.console.live.following import Fanout
from handoff.console.live.namespace import ConsoleNamespace
from handoff.console.live.wallboard_feed import FloorFeed
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.container.pages import health
from handoff.core.channel.port import ChannelPort
from handoff.jobs.announcer import WaitingLine
from handoff.jobs.background import Background
from handoff.jobs.outbox import OutboxWorker
from handoff.jobs.timers import Timers
from handoff.jobs.turns import TurnWorker
from handoff.store.cases.crm_tasks import CrmTaskWorker
from handoff.store.db.event_dispatcher import Feed


def background(desk: Desk, console: ConsoleNamespace) -> Background:
    """All work beside the requests."""
    settings = desk.settings
    customers = Feed(desk.chat.handle)
    agents = Feed(Fanout(desk.sio, desk.service, desk.consoles.listeners).handle)
    logins = Feed(console.end_logins)
    floor = FloorFeed(desk.sio, desk.live_floor)
    watchers = Feed(floor.handle)
    for feed in (customers, agents, logins, watchers):
        desk.db.subscribe(feed.push)
    turns = TurnWorker(
        desk.db,
        desk.bot,
        now,
        desk.contacts.read,
        lease=timedelta(seconds=settings.bot_timeout_seconds),
        away_after=timedelta(seconds=settings.bot_away_seconds),
        observe=desk.metrics.bot_called,
    )
    timers = Timers(
        desk.db,
        now,
        offer_for=timedelta(seconds=settings.offer_seconds),
        offline_after=timedelta(seconds=settings.agent_offline_seconds),
        relax_after=timedelta(seconds=settings.relax_skill_seconds),
    )
    line = WaitingLine(
        desk.db, now, desk.hours, limit=timedelta(seconds=settings.wait_limit_seconds)
    )
    followed = {} if desk.tail is None else {"tail": desk.tail.run, "redis": desk.tail.listen}
    claimed = {} if desk.claim is None else {"claim": desk.claim.keep}
    return Background(
        {
            **followed,
            **claimed,
            "health": health(desk).run,
            "customers": customers.run,
            "agents": agents.run,
            "places": desk.chat.keep_places,
            "logins": logins.run,
            "watchers": watchers.run,
            "floor": floor.keep_numbers,
            "turns": turns.run,
            "arrivals": desk.arrivals.run,
            "outbox": OutboxWorker(desk.db, now, _ways_out(desk)).run,
            "timers": timers.run,
            "bot_tasks": desk.bot_tasks.run,
            "waiting": line.run,
            "uploads": desk.uploads.keep_tidy,
            "crm_tasks": CrmTaskWorker(desk.db, desk.crm, now).run,
            "presence": partial(desk.presence.keep, settings.agent_offline_seconds / 4),
        }
    )


def _ways_out(desk: Desk) -> dict[Channel, ChannelPort]:
    meta = {name: platform.channel for name, platform in desk.platforms.items()}
    return {"webchat": desk.chat, **meta}
