"""The action server: the SDK's, behind a token, with one CRM for as long as it runs."""

from __future__ import annotations

import hmac
import logging
import traceback
from typing import Any

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions import crm_access

OPEN_PATHS = frozenset({"/health"})
"""What the bridge asks without a token."""

logger = logging.getLogger(__name__)


def build(token: str) -> Sanic:
    """The server, with every action of this package."""
    app = create_app("actions", cors_origins="")

    @app.on_request
    async def refuse_strangers(request: Request) -> HTTPResponse | None:
        if request.path in OPEN_PATHS or is_known(request, token):
            return None
        return json({"error": "unauthorized"}, status=401)

    @app.after_server_stop
    async def close_crm(_app: Sanic, _loop: object) -> None:
        await crm_access.close()

    app.exception(Exception)(failed)
    return app


def is_known(request: Any, token: str) -> bool:
    """Whether a request carries the token, as Rasa sends it (`?token=`) or as a bearer."""
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    given = request.args.get("token") or bearer
    return hmac.compare_digest(given.encode(), token.encode())


async def failed(request: Request, exception: Exception) -> HTTPResponse:
    """Log where it failed. The SDK's own handler repeats the conversation and the token."""
    if isinstance(exception, SanicException):
        return json({"error": type(exception).__name__}, status=exception.status_code or 500)
    where = "".join(traceback.format_tb(exception.__traceback__))
    logger.error("an action raised %s\n%s", type(exception).__name__, where)
    return json({"error": type(exception).__name__}, status=500)
