"""Composition of everything that goes on beside the requests: the one list of its kinds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

from actions.crm.once_only.facet import unwrapped
from actions.crm.once_only.settling import Settling
from handoff.bot_link.health import POLL_SECONDS
from handoff.console.live.following import Fanout
from handoff.console.live.namespace import ConsoleNamespace
from handoff.console.live.wallboard_feed import AT_LEAST_EVERY, AT_MOST_EVERY, WallboardFeed
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.container.pages import health
from handoff.core.events import Recorded
from handoff.http.gate import LOOK_SECONDS as SWEEP_SECONDS
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine import engine
from handoff.jobs.engine.background import Background, Stream
from handoff.jobs.engine.engine import AnyKind
from handoff.jobs.engine.rounds import Call
from handoff.jobs.forgetting import Steps
from handoff.jobs.outbox import Outbox
from handoff.jobs.queue.announcer import QueueAnnouncer
from handoff.jobs.queue.idle_closing import IdleClosing
from handoff.jobs.queue.routing import CaseRouting
from handoff.jobs.redacting import Redacting
from handoff.jobs.retaining import Retaining
from handoff.jobs.turns.bot_task_deadlines import BotTaskDeadlines
from handoff.jobs.turns.turns import Turns
from handoff.jobs.write_settling import WriteSettling
from handoff.store.db.event_dispatcher import EventDispatcher
from handoff.store.db.event_follower import POLL_SECONDS as FOLLOW_SECONDS
from handoff.store.instance_lock.postgresql import LOOK_SECONDS
from handoff.store.read_models.search import Search
from handoff.usecases.casework.idle_cases import IdleCases
from handoff.usecases.casework.write_endings import WriteEndings

HOUR = 3_600.0
FOLD_SECONDS = 5.0
UNUSED_SECONDS = 30.0
"""Between two looks for logins that nobody uses any more."""


def background(desk: Desk, console: ConsoleNamespace) -> Background:
    """All work beside the requests."""
    return engine.background(_kinds(desk, console), desk.metrics.jobs)


def _kinds(desk: Desk, console: ConsoleNamespace) -> Iterator[AnyKind]:
    """Everything that goes on beside the requests: the one list of it."""
    settings = desk.settings
    yield _turns(desk)
    yield desk.webhooks
    yield Outbox(desk.db, now, {name: each.port for name, each in desk.open_channels.items()})
    yield CrmTasks(desk.db, desk.crm, now)
    steps = Steps(desk.db, desk.crm, desk.media, desk.bot)
    yield Redacting(desk.db, now, desk.media, desk.bot, desk.crm, steps)
    settling = _write_settling(desk)
    yield settling
    yield Call("writes_forgotten", settling.forget, every=HOUR)
    yield BotTaskDeadlines(desk.bot_tasks)
    yield IdleClosing(IdleCases(desk.db, now, desk.hours, desk.idle_rules))
    yield _routing(desk)
    yield QueueAnnouncer(
        desk.db, now, desk.hours, limit=timedelta(seconds=settings.wait_limit_seconds)
    )
    yield Call("health", health(desk).look, every=POLL_SECONDS)
    yield Call("presence", desk.presence.keep, every=settings.agent_offline_seconds / 4)
    yield Call("sockets", desk.sio.sweep, every=SWEEP_SECONDS)
    yield Call("search", Search(desk.db).fold, every=FOLD_SECONDS)
    yield Retaining(desk.db, desk.retention, desk.metrics.forgotten)
    yield _feed(desk, "logins", console.end_logins)
    yield Call("logins_unused", console.end_unused, every=UNUSED_SECONDS)
    yield from _pages(desk)
    for channel in desk.open_channels.values():
        yield from channel.work
    yield from _among_bridges(desk)


def _pages(desk: Desk) -> Iterator[AnyKind]:
    """What the pages of agents and supervisors are told."""
    wallboard = WallboardFeed(desk.sio, desk.wallboard)
    stale, apart = wallboard.stale, AT_MOST_EVERY
    yield Call("wallboard", wallboard.show_numbers, every=AT_LEAST_EVERY, apart=apart, wakeup=stale)
    yield _feed(
        desk, "agents", Fanout(desk.sio, desk.customer_messages, desk.consoles.listeners).handle
    )
    yield _feed(desk, "watchers", wallboard.handle)


def _feed(desk: Desk, name: str, handle: Callable[[Recorded], Awaitable[None]]) -> Stream:
    """Events, one by one, from the moment on that everything is built."""
    feed = EventDispatcher(handle)
    desk.db.subscribe(feed.push)
    return Stream(name, feed.run)


def _turns(desk: Desk) -> Turns:
    return Turns(
        desk.db,
        desk.bot,
        now,
        desk.contacts.read,
        lease=timedelta(seconds=desk.settings.bot_timeout_seconds),
        away_after=timedelta(seconds=desk.settings.bot_away_seconds),
        observe=desk.metrics.bot_called,
    )


def _write_settling(desk: Desk) -> WriteSettling:
    return WriteSettling(
        desk.db,
        desk.crm.records,
        Settling(unwrapped(desk.crm), clock=now),
        WriteEndings(desk.db, now, desk.contacts.read),
        now,
    )


def _routing(desk: Desk) -> CaseRouting:
    return CaseRouting(
        desk.db,
        now,
        offer_for=timedelta(seconds=desk.settings.offer_seconds),
        offline_after=timedelta(seconds=desk.settings.agent_offline_seconds),
        relax_after=timedelta(seconds=desk.settings.relax_skill_seconds),
    )


def _among_bridges(desk: Desk) -> Iterator[AnyKind]:
    """What only several bridges need."""
    if desk.event_follower is not None:
        yield Stream("redis", desk.event_follower.listen)
        yield Call(
            "events",
            desk.event_follower.catch_up,
            every=FOLLOW_SECONDS,
            wakeup=desk.event_follower.news,
        )
    if desk.instance_lock is not None:
        yield Call("instance_lock", desk.instance_lock.keep, every=LOOK_SECONDS)
