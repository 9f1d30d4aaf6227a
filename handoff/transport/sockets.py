"""Base of both socket.io namespaces: rooms, acknowledged calls, errors as answers."""

from __future__ import annotations

import functools
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec
import socketio
import structlog

from handoff.core.errors import BadRequest, HandoffError
from handoff.core.payloads import convert
from handoff.core.permissions import Permission
from handoff.transport.json_http import Failure, error_body
from handoff.transport.origins import Origins

CHAT = "/chat"
CONSOLE = "/console"
CHANNEL = "warmdesk.sockets"
"""Where bridges tell each other on Redis what their sockets are to be sent."""
AGENTS = "agents"
"""The room of every console."""
FLOOR = "floor"
"""The room of those who watch the live floor."""
MAX_PACKET = 256 * 1024
"""Bytes; a message of 5,000 characters fits even when each of them is escaped."""

_R = TypeVar("_R")
_N = TypeVar("_N", bound="Namespace")
_log = structlog.get_logger(__name__)


def agent_room(agent_id: str) -> str:
    """The room of all consoles of one agent."""
    return f"agent:{agent_id}"


def watch_room(conversation_id: str) -> str:
    """The room of the consoles that have a conversation open."""
    return f"watch:{conversation_id}"


def server(origins: Origins, redis_url: str | None) -> socketio.AsyncServer:
    """The socket.io server. Credentials never cross origins: the console is on its own.

    With Redis an event is emitted on all bridges, unless it says `ignore_queue`.
    """
    several = socketio.AsyncRedisManager(redis_url, channel=CHANNEL) if redis_url else None
    return socketio.AsyncServer(
        client_manager=several,
        async_mode="aiohttp",
        cors_allowed_origins=origins.accepts_socket,
        cors_credentials=False,
        max_http_buffer_size=MAX_PACKET,
        ping_interval=20,
        ping_timeout=20,
        namespaces=[],
    )


async def hang_up(sio: socketio.AsyncServer) -> None:
    """End every connection without waiting for the other side."""
    for socket in list(sio.eio.sockets.values()):
        await socket.close(wait=False, reason=sio.eio.reason.SERVER_DISCONNECT)
    await sio.shutdown()


class Namespace(socketio.AsyncNamespace):
    """A namespace that only the server itself can tell of a connection's begin and end."""

    async def trigger_event(self, event: Any, *args: Any) -> Any:
        """Hand an event to its method; a client that sends `connect` as an event is ignored."""
        if not isinstance(event, str):
            return None
        spoofable = event in ("connect", "disconnect")
        if spoofable and self.server.manager.is_connected(args[0], self.namespace):
            return None
        return await super().trigger_event(event, *args)

    def admit(self, sid: str, needs: Permission | None) -> None:
        """Raise unless the connection may call what `needs` this; in general everybody may."""

    @asynccontextmanager
    async def noted(self, _sid: str, _event: str, _asked: Any) -> AsyncIterator[None]:
        """Write down what is done inside; in general nothing needs to be."""
        yield


def takes(
    into: type[_R], *, needs: Permission | None = None
) -> Callable[[Callable[[_N, str, _R], Awaitable[Any]]], Callable[..., Awaitable[dict[str, Any]]]]:
    """Make a method an event's handler: it is acknowledged with its answer or `{error}`.

    Who may not is refused before anything that they sent is read.
    """

    def wrap(
        method: Callable[[_N, str, _R], Awaitable[Any]],
    ) -> Callable[..., Awaitable[dict[str, Any]]]:
        @functools.wraps(method)
        async def handler(self: _N, sid: str, *data: Any) -> dict[str, Any]:
            try:
                self.admit(sid, needs)
                asked = _decode(data, into)
                async with self.noted(sid, method.__name__.removeprefix("on_"), asked):
                    answer = await method(self, sid, asked)
            except HandoffError as exc:
                return error_body(exc)
            except Exception:  # noqa: BLE001 - the client is to be answered whatever happened
                _log.exception("event_failed", event_id=secrets.token_hex(6), on=method.__name__)
                return error_body(Failure())
            return {} if answer is None else dict(msgspec.to_builtins(answer))

        return handler

    return wrap


def _decode(data: tuple[Any, ...], into: type[_R]) -> _R:
    if len(data) > 1:
        raise BadRequest("An event takes one object.")
    return convert(data[0] if data and data[0] is not None else {}, into)
