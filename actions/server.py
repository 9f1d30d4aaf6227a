"""The action server: Rasa's calls over HTTP, behind a token, with one CRM for as long as it runs.

The SDK's own endpoint is left out: it loads tracing and gRPC, which nothing here uses, refuses
calls that come without the domain, and repeats conversation and token when an action fails.
"""

from __future__ import annotations

import hmac
import logging
import traceback
import zlib
from typing import Any

import msgspec
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from actions import crm_access

OPEN_PATHS = frozenset({"/health"})
"""What the bridge asks without a token."""
REJECTED, NOT_FOUND = 400, 404
"""How Rasa is told that an action does not want this message, and that there is no such action."""
_NO_DOMAIN: dict[str, Any] = {"domain": {}}
"""No action reads it, so Rasa sends none; the SDK insists on one."""

logger = logging.getLogger(__name__)


def build(token: str, package: str = "actions") -> Sanic:
    """The server, with every action of a package."""
    app = Sanic("warmdesk-actions", configure_logging=False)
    executor = ActionExecutor()
    executor.register_package(package)

    @app.on_request
    async def refuse_strangers(request: Request) -> HTTPResponse | None:
        if request.path in OPEN_PATHS or is_known(request, token):
            return None
        return json({"error": "unauthorized"}, status=401)

    @app.get("/health")
    async def health(_request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        return await answer(executor, call_of(request))

    @app.after_server_stop
    async def close_crm(_app: Sanic) -> None:
        await crm_access.close()

    app.exception(Exception)(failed)
    return app


def is_known(request: Any, token: str) -> bool:
    """Whether a request carries the token, as Rasa sends it (`?token=`) or as a bearer."""
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    given = request.args.get("token") or bearer
    return hmac.compare_digest(given.encode(), token.encode())


def call_of(request: Any) -> dict[str, Any]:
    """The call in a request's body, which Rasa may compress."""
    body = request.body
    if request.headers.get("Content-Encoding") == "deflate":
        body = zlib.decompress(body)
    return msgspec.json.decode(body, type=dict[str, Any])


async def answer(executor: ActionExecutor, call: dict[str, Any]) -> HTTPResponse:
    """Run the action that is called; its events and responses, or why it did not run."""
    try:
        done = await executor.run(_NO_DOMAIN | call)
    except ActionExecutionRejection as no:
        return json({"error": no.message, "action_name": no.action_name}, status=REJECTED)
    except ActionNotFoundException as no:
        logger.error("there is no action %s", no.action_name)  # noqa: TRY400 - where is no matter
        return json({"error": no.message, "action_name": no.action_name}, status=NOT_FOUND)
    told = {"events": done.events, "responses": done.responses} if done else None
    return raw(msgspec.json.encode(told), content_type="application/json")


async def failed(request: Request, exception: Exception) -> HTTPResponse:
    """Log where it failed, without what was said."""
    if isinstance(exception, SanicException):
        return json({"error": type(exception).__name__}, status=exception.status_code or 500)
    where = "".join(traceback.format_tb(exception.__traceback__))
    logger.error("an action raised %s\n%s", type(exception).__name__, where)
    return json({"error": type(exception).__name__}, status=500)
