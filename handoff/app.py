"""The bridge put together: the only place where its objects are built."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

import msgspec
import socketio
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from handoff.api import routes as api_routes
from handoff.api.demo import Demo
from handoff.api.openapi import document
from handoff.api.operators import Operators
from handoff.bot_link.health import Health
from handoff.channels.registry import Configured, say_what_is_off
from handoff.channels.typing_router import TypingRouter
from handoff.config.settings import Settings
from handoff.console import routes as console_routes
from handoff.console.accounts import ConsoleAccounts
from handoff.console.api import ConsoleApi
from handoff.console.audit import ConsoleAudit
from handoff.console.channels import ConsoleChannels
from handoff.console.connected import Casework
from handoff.console.files import ConsoleFiles
from handoff.console.guard import Guard
from handoff.console.labels import ConsoleLabels
from handoff.console.links import ConsoleLinks
from handoff.console.replies import ConsoleReplies
from handoff.console.reports import ConsoleReports
from handoff.console.saying import Saying
from handoff.console.socket import ConsoleNamespace
from handoff.console.sync import CatchUp, Fanout
from handoff.console.views import ChannelView, channel_view
from handoff.console.wallboard import FloorFeed, SupervisorNamespace
from handoff.core.errors import Misconfigured
from handoff.desk import Desk, now
from handoff.frontend.pages import BUNDLES, WEB, Pages
from handoff.jobs.announcer import WaitingLine
from handoff.jobs.background import Background
from handoff.jobs.outbox import OutboxWorker
from handoff.jobs.timers import Timers
from handoff.jobs.turns import TurnWorker
from handoff.store.cases.canned_replies import CannedReplies
from handoff.store.cases.crm_tasks import CrmTaskWorker
from handoff.store.cases.labels import Labels
from handoff.store.cases.viewers import Readers
from handoff.store.conversations import turn_log
from handoff.store.db import instance_lock_file
from handoff.store.db.event_dispatcher import Feed
from handoff.store.delivery import channel_stops
from handoff.store.read_models.overview import Overview
from handoff.store.read_models.records import Records
from handoff.store.read_models.search import Search
from handoff.transport import sockets
from handoff.transport.middlewares import answer_errors, number_requests
from handoff.transport.origins import PROXIES
from handoff.usecases.agent.labelling import Marking
from handoff.usecases.supervisor.insights import CrmInsights
from handoff.usecases.supervisor.reports import Reports

VERSION = "0.1.0"


def build(settings: Settings) -> web.Application:
    """The bridge as an application. It works from its startup on and is closed by its cleanup."""
    desk = Desk(settings)
    app = web.Application(middlewares=[number_requests, answer_errors])
    app[PROXIES] = settings.proxies
    _add_pages(app, desk)
    _add_channels(app, desk)
    console = _add_console(app, desk)
    _add_operators(app, desk)
    desk.sio.attach(app)
    background = _background(desk, console)

    async def life(_app: web.Application) -> AsyncIterator[None]:
        await _must_be_migrated(desk)
        say_what_is_off(desk.channels)
        async with _in_place(desk):
            await desk.clocks.catch_up()
            background.start()
            yield
            await background.stop()
        await desk.close()

    app.cleanup_ctx.append(life)
    app.on_shutdown.append(partial(_hang_up, desk.sio))
    return app


def _add_pages(app: web.Application, desk: Desk) -> None:
    root = WEB if desk.settings.assets_debug else BUNDLES
    pages = Pages(root, demo=desk.settings.demo, invites=bool(desk.invitations.rules))
    pages.add_to(app.router)
    app.router.add_get("/health", _health(desk).show)
    if desk.settings.demo:
        demo = Demo(desk.crm, desk.identities)
        app.router.add_get("/demo/customers", demo.customers)
        app.router.add_post("/demo/identity", demo.identity)


def _add_channels(app: web.Application, desk: Desk) -> None:
    for channel in desk.open_channels.values():
        app.router.add_routes(channel.routes)
        for namespace in channel.namespaces:
            desk.sio.register_namespace(namespace)


def _add_console(app: web.Application, desk: Desk) -> ConsoleNamespace:
    console_routes.add(app.router, Guard(desk.logins, desk.audit), _console_handlers(desk))
    namespace = SupervisorNamespace(
        reader=desk.live_floor,
        logins=desk.logins,
        accounts=desk.accounts,
        floor=desk.floor,
        overview=Overview(desk.db),
        transfers=desk.transfers,
        service=desk.service,
        catch_up=CatchUp(desk.db, desk.service),
        typing=TypingRouter(desk.open_channels),
        audit=desk.audit,
        search=Search(desk.db),
        casework=_casework(desk),
        saying=Saying(desk.media, tuple(map(_channel_view, desk.channels))),
        read_contact=desk.contacts.read,
        bot=desk.bot_watch,
        clock=now,
    )
    desk.sio.register_namespace(namespace)
    return namespace


def _channel_view(channel: Configured) -> ChannelView:
    return channel_view(channel.profile, channel.templates)


def _casework(desk: Desk) -> Casework:
    lost_after = timedelta(seconds=desk.settings.agent_offline_seconds)
    readers = Readers(desk.db, now, lost_after=lost_after)
    return Casework(marking=Marking(desk.db), readers=readers, bot_tasks=desk.bot_tasks)


def _console_handlers(desk: Desk) -> console_routes.Handlers:
    return console_routes.Handlers(
        api=ConsoleApi(desk.logins, desk.links, desk.audit, desk.incidents),
        channels=ConsoleChannels(desk.floor),
        files=ConsoleFiles(desk.media),
        replies=ConsoleReplies(CannedReplies(desk.db, now)),
        labels=ConsoleLabels(Labels(desk.db, now)),
        accounts=ConsoleAccounts(desk.accounts, desk.links, desk.audit),
        audit=ConsoleAudit(desk.audit),
        links=ConsoleLinks(desk.chat_links),
        reports=ConsoleReports(
            Reports(desk.db, CrmInsights(desk.crm), desk.hours.timezone), desk.audit, now
        ),
    )


def _add_operators(app: web.Application, desk: Desk) -> None:
    operators = Operators(
        Records(desk.db),
        desk.service,
        desk.audit,
        CrmInsights(desk.crm),
        desk.incidents,
        desk.chat_links,
        now,
        token=desk.settings.admin_api_token,
        document=msgspec.json.encode(document(VERSION)),
    )
    api_routes.add(app.router, operators, desk.metrics)


def _background(desk: Desk, console: ConsoleNamespace) -> Background:
    settings = desk.settings
    agents = Feed(Fanout(desk.sio, desk.service).handle)
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
    jobs = {name: job for each in desk.open_channels.values() for name, job in each.jobs.items()}
    ways_out = {name: channel.port for name, channel in desk.open_channels.items()}
    followed = {} if desk.tail is None else {"tail": desk.tail.run, "redis": desk.tail.listen}
    claimed = {} if desk.claim is None else {"claim": desk.claim.keep}
    return Background(
        {
            **followed,
            **claimed,
            **jobs,
            "health": _health(desk).run,
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
            "presence": partial(console.keep_present, settings.agent_offline_seconds / 4),
        }
    )


def _health(desk: Desk) -> Health:
    return Health(
        desk.db,
        desk.bot_watch,
        desk.actions_watch,
        desk.training,
        stopped=partial(channel_stops.stopped_now, desk.db),
        missing=desk.bot.missing,
        redis=desk.redis_watch,
    )


async def _must_be_migrated(desk: Desk) -> None:
    try:
        await desk.accounts.count()
    except SQLAlchemyError as exc:
        await desk.close()
        raise Misconfigured(
            "The database at DATABASE_URL cannot be used: is it there, and has "
            "`python -m handoff migrate` been run?"
        ) from exc


@asynccontextmanager
async def _in_place(desk: Desk) -> AsyncIterator[None]:
    """Where the bridge stands: alone, or where the others of its kind are by now."""
    async with AsyncExitStack() as stack:
        try:
            if desk.claim is None:
                stack.enter_context(instance_lock_file.take(desk.settings.database_url))
            else:
                stack.push_async_callback(desk.claim.give_back)
                await desk.claim.take()
        except Misconfigured:
            await desk.close()
            raise
        if desk.tail is None:
            # There is no other bridge: a turn that is marked as running has lost its runner.
            async with desk.db.write() as tx:
                await turn_log.release_running(tx, now())
        else:
            await desk.tail.start()
        yield


async def _hang_up(sio: socketio.AsyncServer, _app: web.Application) -> None:
    await sockets.hang_up(sio)
