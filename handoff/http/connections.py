"""Engine.io server whose connections are bounded: in form, in bytes, in what waits to be read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import engineio
from aiohttp import web
from engineio import exceptions, payload

from handoff.http.backlog import Backlog

MAX_PACKET = 256 * 1024
"""Bytes; a message of 5,000 characters fits even when each of them is escaped."""
BYTES_AT_ONCE = 2 * 1024 * 1024
BYTES_A_SECOND = 64 * 1024
"""What one connection may send: a page at its busiest sends a tenth of it."""
Told = Callable[[str], None]
"""Is told why a connection was cut, or which call was made too often."""
_MALFORMED = (ValueError, LookupError, RecursionError)
"""What comes of reading something that is no packet."""


class Allowance:
    """Bytes that one connection may still send, which come back by the second."""

    def __init__(self, now: float) -> None:
        self._left = float(BYTES_AT_ONCE)
        self._at = now

    def take(self, size: int, now: float) -> bool:
        """Take so many; False when there are not so many left."""
        self._left = min(BYTES_AT_ONCE, self._left + (now - self._at) * BYTES_A_SECOND)
        self._at = now
        self._left -= size
        return self._left >= 0


class Connections(engineio.AsyncServer):
    """Whoever sends what no page sends, or too much of it, or reads nothing, is cut off."""

    _async: dict[str, Any]

    def __init__(self, *, refused: Told, **options: Any) -> None:
        super().__init__(**options)
        self._refused = refused
        self._lines: dict[str, asyncio.BaseTransport] = {}
        self._allowed: dict[str, Allowance] = {}
        read = self._async["translate_request"]
        self._async = {**self._async, "translate_request": partial(_environ, read)}

    def create_queue(self, *_args: Any, **_options: Any) -> Backlog:
        """What is to be sent to one connection."""
        return Backlog()

    def opened(self, sid: str, request: web.BaseRequest) -> None:
        """A connection has come; `request` is its first."""
        self._allowed[sid] = Allowance(asyncio.get_running_loop().time())
        self.sockets[sid].queue.on_overflow = partial(self.cut, sid, "unread")
        self._follow(sid, request)

    def heard(self, sid: str, size: int) -> None:
        """So many characters have come; too many end the connection."""
        allowed = self._allowed.get(sid)
        if allowed and not allowed.take(size, asyncio.get_running_loop().time()):
            self.cut(sid, "flood")

    def forget(self, sid: str) -> None:
        """A connection is gone."""
        self._allowed.pop(sid, None)
        self._lines.pop(sid, None)

    def cut(self, sid: str, why: str) -> None:
        """End a connection at once, whatever the other side does."""
        line = self._lines.pop(sid, None)
        if line is not None and not line.is_closing():
            line.abort() if isinstance(line, asyncio.Transport) else line.close()
        socket = self.sockets.get(sid)
        if socket is not None and not socket.closing:
            self._refused(why)
            self.start_background_task(_close, socket)

    async def handle_request(self, request: web.Request) -> web.StreamResponse:
        """Answer a poll, or talk over a web socket until it ends."""
        sid = request.query.get("sid")
        if sid is not None and sid in self.sockets:
            self._follow(sid, request)
        try:
            return await super().handle_request(request)  # type: ignore[no-any-return]
        except (*_MALFORMED, exceptions.EngineIOError) as exc:
            for name in [n for n, line in self._lines.items() if line is request.transport]:
                self.cut(name, "malformed")
            raise web.HTTPBadRequest(reason="This is no packet") from exc

    def _follow(self, sid: str, request: web.BaseRequest) -> None:
        if request.transport is not None and "Upgrade" in request.headers:
            self._lines[sid] = request.transport


class _Body:
    """A body that was read, in the form in which engine.io reads it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def read(self, _length: int) -> bytes:
        return self._content


async def _environ(
    read: Callable[[web.Request], dict[str, Any]], request: web.Request
) -> dict[str, Any]:
    """A request as engine.io takes it. Raises 400 and 413 for a body that is none of its packets.

    Left to itself engine.io answers them with 200 and a traceback in the log.
    """
    environ = read(request)
    if request.method == "POST":
        content = await _bounded(request)
        try:
            payload.Payload(encoded_payload=content.decode())
        except _MALFORMED as exc:
            raise web.HTTPBadRequest(reason="These are no packets") from exc
        environ |= {"wsgi.input": _Body(content), "CONTENT_LENGTH": str(len(content))}
    return environ


async def _bounded(request: web.Request) -> bytes:
    found = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        found += chunk
        if len(found) > MAX_PACKET:
            raise web.HTTPRequestEntityTooLarge(max_size=MAX_PACKET, actual_size=len(found))
    return bytes(found)


async def _close(socket: Any) -> None:
    await socket.close(wait=False, abort=True)
    await socket.queue.put(None)
