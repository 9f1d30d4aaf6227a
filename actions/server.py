"""The action server: Rasa's calls over HTTP, behind a token, with one CRM while it runs."""

from __future__ import annotations

import hmac
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from aiohttp import web

from actions.engine.case import crm_access
from actions.engine.listening import reader
from actions.protocol.action import Action, ActionExecutionRejection, actions_of
from actions.protocol.dispatcher import CollectingDispatcher
from actions.protocol.tracker import Call

OPEN_PATHS = frozenset({"/health"})
"""What the bridge asks without a token."""
REJECTED, NOT_FOUND, FAILED = 400, 404, 500
"""How Rasa is told that an action wants another to answer, that there is none, that it failed."""
LARGEST_CALL = 100 * 1024 * 1024
"""Bytes of a call, which brings every event of its conversation: what Rasa's SDK takes."""

logger = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def build(token: str, package: str = "actions.engine") -> web.Application:
    """The server, with every action of a package."""
    actions = actions_of(package)

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path not in OPEN_PATHS and not is_known(request, token):
            return web.json_response({"error": "unauthorized"}, status=401)
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception as exc:  # noqa: BLE001 - whatever an action raises
            return failed(exc)

    async def webhook(request: web.Request) -> web.Response:
        try:
            call = msgspec.json.decode(await request.read(), type=Call)
        except msgspec.DecodeError:
            return web.json_response({"error": "not a call of an action"}, status=400)
        return await answer(actions, call)

    app = web.Application(middlewares=[guarded], client_max_size=LARGEST_CALL)
    app.router.add_get("/health", _health)
    app.router.add_post("/webhook", webhook)
    app.on_cleanup.append(_close)
    return app


def is_known(request: Any, token: str) -> bool:
    """Whether a request carries the token, as Rasa sends it (`?token=`) or as a bearer."""
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    given = request.query.get("token") or bearer
    return hmac.compare_digest(given.encode(), token.encode())


async def answer(actions: Mapping[str, Action], call: Call) -> web.Response:
    """Run the action that is called; its events and responses, or why it did not run."""
    action = actions.get(call.next_action)
    if action is None:
        logger.error("there is no action %s", call.next_action)
        return refused(f"there is no action {call.next_action}", call.next_action, NOT_FOUND)
    dispatcher = CollectingDispatcher()
    try:
        events = await action.run(dispatcher, call.tracker, {})
    except ActionExecutionRejection as no:
        return refused(str(no), no.action_name, REJECTED)
    told = msgspec.json.encode({"events": events, "responses": dispatcher.messages})
    return web.Response(body=told, content_type="application/json")


def refused(error: str, action_name: str, status: int) -> web.Response:
    """The answer from which Rasa knows which action did not run, and why."""
    return web.json_response({"error": error, "action_name": action_name}, status=status)


def failed(exception: Exception) -> web.Response:
    """Log where it failed, without what was said."""
    where = "".join(traceback.format_tb(exception.__traceback__))
    logger.error("an action raised %s\n%s", type(exception).__name__, where)
    return web.json_response({"error": type(exception).__name__}, status=FAILED)


async def _health(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _close(_app: web.Application) -> None:
    await crm_access.close()
    await reader.reader().close()
