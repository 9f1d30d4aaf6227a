"""Middleware that looks at bodies before anybody reads them: their pace, their packing."""

from __future__ import annotations

import asyncio
import contextlib

import structlog
from aiohttp import web

from handoff.http.middlewares import Handler

HEAD_SECONDS = 10.0
"""So long a connection may be open without a whole request; aiohttp calls it keep-alive."""
LOOK_SECONDS = 10.0
LEAST_A_SECOND = 512
"""Bytes; the slowest line that anybody sends a picture over brings more."""

_log = structlog.get_logger(__name__)


@web.middleware
async def keep_pace(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Handle a request while its body comes at some pace; raises 408 when it does not.

    A packed body is refused with 415: no caller of the desk packs, and a little unpacks to a lot.
    """
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise web.HTTPUnsupportedMediaType(reason="Send the body as it is, not packed")
    if not request.body_exists or request.content.at_eof():
        return await handler(request)
    watch = asyncio.create_task(_watch(request))
    try:
        return await handler(request)
    except TimeoutError as exc:
        raise web.HTTPRequestTimeout from exc
    finally:
        watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watch


async def _watch(request: web.Request) -> None:
    """Break the body off once too little of it has come."""
    seen = request.content.total_bytes
    while not request.content.is_eof():
        await asyncio.sleep(LOOK_SECONDS)
        came = request.content.total_bytes - seen
        if came < LEAST_A_SECOND * LOOK_SECONDS and not request.content.is_eof():
            _log.info("body_too_slow", came=came)
            request.content.set_exception(TimeoutError("the body comes too slowly"))
            return
        seen += came
