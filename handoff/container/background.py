"""The work that goes on beside the requests, each piece by its name."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handoff.console.live.following import Fanout
from handoff.console.live.namespace import ConsoleNamespace
from handoff.console.live.wallboard_feed import FloorFeed
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.container.pages import health
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
    agents = Feed(Fanout(desk.sio, desk.service, desk.consoles.listeners).handle)
    logins = Feed(console.end_logins)
    floor = FloorFeed(desk.sio, desk.live_floor)
    watchers = Feed(floor.handle)
    for feed in (agents, logins, watchers):
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
    opened = tuple(desk.open_channels.values())
    jobs = {name: job for channel in opened for name, job in channel.jobs.items()}
    ways_out = {channel.port.name: channel.port for channel in opened}
    followed = {} if desk.tail is None else {"tail": desk.tail.run, "redis": desk.tail.listen}
    claimed = {} if desk.claim is None else {"claim": desk.claim.keep}
    return Background(
        {
            **followed,
            **claimed,
            **jobs,
            "health": health(desk).run,
            "agents": agents.run,
            "logins": logins.run,
            "watchers": watchers.run,
            "floor": floor.keep_numbers,
            "turns": turns.run,
            "arrivals": desk.arrivals.run,
            "outbox": OutboxWorker(desk.db, now, ways_out).run,
            "timers": timers.run,
            "bot_tasks": desk.bot_tasks.run,
            "waiting": line.run,
            "crm_tasks": CrmTaskWorker(desk.db, desk.crm, now).run,
            "presence": partial(desk.presence.keep, settings.agent_offline_seconds / 4),
        }
    )
