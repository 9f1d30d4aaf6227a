"""The bridge put together: the only place where its objects are built."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

import msgspec
import socketio
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.wire import Channel
from handoff.api import routes as api_routes
from handoff.api.demo import Demo
from handoff.api.openapi import document
from handoff.api.operators import Operators
from handoff.bot_link.health import POLL_SECONDS, Health
from handoff.channels.meta.webhook import MetaWebhook
from handoff.channels.registry import READERS, say_what_is_off
from handoff.channels.typing_marks import TypingMarks
from handoff.channels.webchat import routes as webchat_routes
from handoff.channels.webchat.entrance import Entrance
from handoff.channels.webchat.files import ChatFiles
from handoff.channels.webchat.invitations import Inviting
from handoff.channels.webchat.links import LinkEntrance
from handoff.channels.webchat.sender import PLACES_SECONDS
from handoff.channels.webchat.socket import ChatNamespace
from handoff.config.keys import derive
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
from handoff.console.wallboard import (
    AT_LEAST_EVERY,
    AT_MOST_EVERY,
    FloorFeed,
    SupervisorNamespace,
)
from handoff.core.channel.port import ChannelPort
from handoff.core.channel.templates import read_templates
from handoff.core.errors import Misconfigured
from handoff.core.events import Recorded
from handoff.desk import Desk, now
from handoff.frontend.pages import BUNDLES, WEB, Pages
from handoff.jobs import engine
from handoff.jobs.announcer import Announcer
from handoff.jobs.background import Background, Stream
from handoff.jobs.bot_task_deadlines import BotTaskDeadlines
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine import AnyKind
from handoff.jobs.outbox import Outbox
from handoff.jobs.rounds import Call
from handoff.jobs.routing import CaseRouting
from handoff.jobs.turns import Turns
from handoff.store.cases.canned_replies import CannedReplies
from handoff.store.cases.labels import Labels
from handoff.store.cases.viewers import Readers
from handoff.store.conversations import turn_log
from handoff.store.db import instance_lock_file
from handoff.store.db.event_dispatcher import Feed
from handoff.store.db.event_follower import POLL_SECONDS as TAIL_SECONDS
from handoff.store.db.instance_lock_postgresql import LOOK_SECONDS
from handoff.store.delivery import channel_stops
from handoff.store.read_models.overview import Overview
from handoff.store.read_models.records import Records
from handoff.store.read_models.search import Search
from handoff.transport import sockets
from handoff.transport.client_hash import ClientMarks
from handoff.transport.limits import Buckets
from handoff.transport.middlewares import answer_errors, number_requests
from handoff.transport.origins import PROXIES
from handoff.usecases.agent.labelling import Marking
from handoff.usecases.customer.ending import Endings
from handoff.usecases.customer.threads import Threads
from handoff.usecases.supervisor.insights import CrmInsights
from handoff.usecases.supervisor.reports import Reports

VERSION = "0.1.0"
HOUR = 3_600.0
MESSAGES_AT_ONCE = 30
"""Messages that one customer may send at once; as many come back within a minute."""
UPLOADS_AT_ONCE = 20
UPLOADS_OF_A_PLACE = 60
"""Files that one customer, and all behind one address, may upload at once; as many come back within
five minutes."""


def build(settings: Settings) -> web.Application:
    """The bridge as an application. It works from its startup on and is closed by its cleanup."""
    desk = Desk(settings)
    app = web.Application(middlewares=[number_requests, answer_errors])
    app[PROXIES] = settings.proxies
    _add_pages(app, desk)
    _add_chat(app, desk)
    _add_webhooks(app, desk)
    console = _add_console(app, desk)
    _add_operators(app, desk)
    desk.sio.attach(app)
    background = _background(desk, console)
    desk.bot_watch.on_change(desk.chat.bot_changed)

    async def life(_app: web.Application) -> AsyncIterator[None]:
        await _must_be_migrated(desk)
        say_what_is_off(settings)
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


def _add_chat(app: web.Application, desk: Desk) -> None:
    entrance = Entrance(
        desk.service,
        desk.crm,
        tokens=desk.chat_tokens,
        identities=desk.identities,
        origins=desk.origins,
        bot=desk.bot_watch,
    )
    inviting = Inviting(
        desk.invitations, desk.crm, identities=desk.identities, origins=desk.origins, clock=now
    )
    opening = LinkEntrance(desk.chat_links, desk.chat_tokens)
    webchat_routes.add(app.router, entrance, inviting, opening, _chat_files(desk))
    limit = Buckets(MESSAGES_AT_ONCE, MESSAGES_AT_ONCE / 60)
    marks = ClientMarks(derive(desk.settings.secret_key, "client mark"))
    endings = Endings(desk.db, now)
    chat = ChatNamespace(
        desk.chat,
        desk.service,
        endings,
        desk.invitations,
        desk.uploads,
        desk.chat_tokens,
        limit,
        marks,
    )
    desk.sio.register_namespace(chat)


def _chat_files(desk: Desk) -> ChatFiles:
    return ChatFiles(
        desk.uploads,
        desk.media,
        desk.file_links,
        tokens=desk.chat_tokens,
        origins=desk.origins,
        by_visitor=Buckets(UPLOADS_AT_ONCE, UPLOADS_AT_ONCE / 300),
        by_place=Buckets(UPLOADS_OF_A_PLACE, UPLOADS_OF_A_PLACE / 300),
    )


def _add_webhooks(app: web.Application, desk: Desk) -> None:
    for name in desk.platforms:
        webhook = MetaWebhook(
            name,
            READERS[name],
            desk.arrivals.keep,
            verify_token=desk.settings.meta_verify_token or "",
            app_secret=desk.settings.meta_app_secret or "",
            clock=now,
        )
        app.router.add_get(f"/webhooks/{name}", webhook.verify)
        app.router.add_post(f"/webhooks/{name}", webhook.receive)


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
        typing=TypingMarks(desk.chat, desk.platforms, Threads(desk.db, now)),
        audit=desk.audit,
        search=Search(desk.db),
        casework=_casework(desk),
        saying=Saying(desk.media, read_templates(desk.settings.whatsapp_templates)),
        read_contact=desk.contacts.read,
        bot=desk.bot_watch,
        clock=now,
    )
    desk.sio.register_namespace(namespace)
    return namespace


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
    return engine.background(_kinds(desk, console), desk.metrics.jobs)


def _kinds(desk: Desk, console: ConsoleNamespace) -> Iterator[AnyKind]:
    """Everything that goes on beside the requests: the one list of it."""
    settings, chat = desk.settings, desk.chat
    floor = FloorFeed(desk.sio, desk.live_floor)
    yield _turns(desk)
    yield desk.arrivals
    yield Outbox(desk.db, now, _ways_out(desk))
    yield CrmTasks(desk.db, desk.crm, now)
    yield BotTaskDeadlines(desk.bot_tasks)
    yield _routing(desk)
    yield Announcer(desk.db, now, desk.hours, limit=timedelta(seconds=settings.wait_limit_seconds))
    yield Call("health", _health(desk).look, every=POLL_SECONDS)
    yield Call("presence", console.keep_present, every=settings.agent_offline_seconds / 4)
    yield Call("uploads", desk.uploads.tidy, every=HOUR)
    yield Call("webhooks_forgotten", desk.arrivals.forget, every=HOUR)
    moved, apart = chat.queue_moved, PLACES_SECONDS
    yield Call("places", chat.show_places, every=None, apart=apart, wakeup=moved)
    stale, apart = floor.stale, AT_MOST_EVERY
    yield Call("wallboard", floor.show_numbers, every=AT_LEAST_EVERY, apart=apart, wakeup=stale)
    yield _feed(desk, "customers", chat.handle)
    yield _feed(desk, "agents", Fanout(desk.sio, desk.service).handle)
    yield _feed(desk, "logins", console.end_logins)
    yield _feed(desk, "watchers", floor.handle)
    yield from _among_bridges(desk)


def _feed(desk: Desk, name: str, handle: Callable[[Recorded], Awaitable[None]]) -> Stream:
    """Events, one by one, from the moment on that everything is built."""
    feed = Feed(handle)
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
    if desk.tail is not None:
        yield Stream("redis", desk.tail.listen)
        yield Call("events", desk.tail.catch_up, every=TAIL_SECONDS, wakeup=desk.tail.news)
    if desk.claim is not None:
        yield Call("instance_lock", desk.claim.keep, every=LOOK_SECONDS)


def _ways_out(desk: Desk) -> dict[Channel, ChannelPort]:
    meta = {name: platform.channel for name, platform in desk.platforms.items()}
    return {"webchat": desk.chat, **meta}


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
