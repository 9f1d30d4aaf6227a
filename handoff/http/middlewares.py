"""Middlewares of every HTTP request: a number, a log line, errors as JSON, safe headers."""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from handoff.core.errors import BadRequest, HandoffError, NotFound, TooLong, TooMany
from handoff.http.json_http import Failure, error_answer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
THROTTLED: web.AppKey[Callable[[str], None]] = web.AppKey("THROTTLED")
"""Key of what is told, by its route, of each call that was refused as one too many."""
_log = structlog.get_logger(__name__)


@web.middleware
async def number_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request an id, which its log lines and its answer carry."""
    request_id = secrets.token_hex(6)
    started = time.perf_counter()
    with structlog.contextvars.bound_contextvars(request_id=request_id):
        response = await handler(request)
        if response.status == TooMany.status:
            request.config_dict.get(THROTTLED, _uncounted)(_route(request))
        if not response.prepared:
            response.headers["X-Request-Id"] = request_id
            for name, value in SAFE_HEADERS.items():
                response.headers.setdefault(name, value)
        _log.debug(
            "request",
            method=request.method,
            route=_route(request),
            status=response.status,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
    return response


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what was refused, and what went wrong, into the bridge's form of an error."""
    try:
        return await handler(request)
    except HandoffError as exc:
        return error_answer(exc)
    except web.HTTPException as exc:
        return _answer_http(exc)
    except ConnectionResetError:
        raise
    except Exception:  # noqa: BLE001 - the last place where a caller can still be answered
        _log.exception("request_failed", method=request.method, route=_route(request))
        return error_answer(Failure())


def _answer_http(exc: web.HTTPException) -> web.StreamResponse:
    """aiohttp's own refusals in our form; redirects and the like as they are."""
    if exc.status < 400:
        raise exc
    known: dict[int, HandoffError] = {404: NotFound(), 413: TooLong("The request is too large.")}
    response = error_answer(known.get(exc.status, BadRequest(f"{exc.reason}.")))
    response.set_status(exc.status)
    if "Allow" in exc.headers:
        response.headers["Allow"] = exc.headers["Allow"]
    return response


def _uncounted(_route: str) -> None:
    """Where nobody counts."""


def _route(request: web.Request) -> str:
    """The route's pattern: a path or a query may hold ids and tokens."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "none"
