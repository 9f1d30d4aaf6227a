"""The bridge as an application: its routes and its life; `container` builds its objects."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial

import socketio
from aiohttp import web

from handoff.api import routes as api_routes
from handoff.channels.registry import say_what_is_off
from handoff.config.settings import Settings
from handoff.console.http import routes as console_routes
from handoff.console.live.namespace import ConsoleNamespace
from handoff.container import console, operators, pages
from handoff.container.background import background
from handoff.container.desk import Desk
from handoff.container.opening import open_desk
from handoff.http import sockets
from handoff.http.middlewares import THROTTLED, answer_errors, number_requests
from handoff.http.origins import PROXIES
from handoff.http.patience import keep_pace
from handoff.http.routes import definitions


def build(settings: Settings) -> web.Application:
    """The bridge as an application: made by its startup, and closed by its cleanup."""
    app = web.Application(middlewares=[number_requests, answer_errors, keep_pace])
    app[PROXIES] = settings.proxies
    app.cleanup_ctx.append(_life_with(settings))
    return app


def _life_with(settings: Settings) -> Callable[[web.Application], AsyncIterator[None]]:
    async def life(app: web.Application) -> AsyncIterator[None]:
        async with open_desk(settings) as desk:
            say_what_is_off(desk.channels)
            work = background(desk, _serve(app, desk))
            work.start()
            try:
                yield
            finally:
                await work.stop()

    return life


def _serve(app: web.Application, desk: Desk) -> ConsoleNamespace:
    """Add all that the desk answers; returns the namespace of the consoles."""
    app[THROTTLED] = desk.metrics.throttled
    _add_pages(app, desk)
    _add_channels(app, desk)
    namespace = _add_console(app, desk)
    api_routes.add(app.router, operators.operators(desk), operators.revocations(desk), desk.metrics)
    desk.sio.attach(app)
    app.on_shutdown.append(partial(_hang_up, desk.sio))
    return namespace


def _add_pages(app: web.Application, desk: Desk) -> None:
    pages.pages(desk).add_to(app.router)
    app.router.add_routes(definitions(pages.health(desk)))
    if desk.settings.demo:
        app.router.add_routes(definitions(pages.demo(desk)))


def _add_channels(app: web.Application, desk: Desk) -> None:
    for channel in desk.open_channels.values():
        app.router.add_routes(channel.routes)
        for namespace in channel.namespaces:
            desk.sio.register_namespace(namespace)


def _add_console(app: web.Application, desk: Desk) -> ConsoleNamespace:
    console_routes.add(app.router, console.guard(desk), console.handlers(desk))
    namespace = console.console_namespace(desk)
    desk.sio.register_namespace(namespace)
    return namespace


async def _hang_up(sio: socketio.AsyncServer, _app: web.Application) -> None:
    await sockets.hang_up(sio)
