"""Base of both socket.io namespaces: rooms, acknowledged calls, errors as answers."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import socketio
import structlog

from handoff.core.errors import BadRequest, HandoffError, TooMany
from handoff.core.payloads import convert
from handoff.core.permissions import Permission
from handoff.http.calls import Call, calls_of
from handoff.http.connections import MAX_PACKET, Told
from handoff.http.gate import GatedServer
from handoff.http.json_http import Failure, error_body
from handoff.http.origins import Origins
from handoff.http.packets import StrictPacket

CHAT = "/chat"
CONSOLE = "/console"
CHANNEL = "warmdesk.sockets"
"""Where bridges tell each other on Redis what their sockets are to be sent."""
FLOOR = "floor"
"""The room of those who watch the live floor."""
CALLS_AT_ONCE = 50
"""Calls of one connection that are under way beside each other; a page has a few."""

_log = structlog.get_logger(__name__)


def agent_room(agent_id: str) -> str:
    """The room of all consoles of one agent."""
    return f"agent:{agent_id}"


def _uncounted(_what: str) -> None:
    """Where nobody counts."""


def server(
    origins: Origins,
    redis_url: str | None,
    *,
    refused: Told = _uncounted,
    throttled: Told = _uncounted,
) -> GatedServer:
    """The socket.io server. Credentials never cross origins: the console is on its own.

    With Redis an event is emitted on all bridges, unless it says `ignore_queue`. `refused` is told
    why a connection was cut, `throttled` which call was made too often.
    """
    several = socketio.AsyncRedisManager(redis_url, channel=CHANNEL) if redis_url else None
    return GatedServer(
        client_manager=several,
        serializer=StrictPacket,
        refused=refused,
        throttled=throttled,
        async_mode="aiohttp",
        cors_allowed_origins=origins.accepts_socket,
        cors_credentials=False,
        max_http_buffer_size=MAX_PACKET,
        ping_interval=20,
        ping_timeout=20,
        # None at all would stand for the default namespace.
        namespaces=[CHAT, CONSOLE],
    )


async def hang_up(sio: socketio.AsyncServer) -> None:
    """End every connection without waiting for the other side."""
    for socket in list(sio.eio.sockets.values()):
        await socket.close(wait=False, reason=sio.eio.reason.SERVER_DISCONNECT)
    await sio.shutdown()


class Namespace(socketio.AsyncNamespace):
    """A namespace composed of groups of declared calls; the first is the namespace itself.

    Only the server can tell it of a connection's begin and end.
    """

    def __init__(self, path: str, groups: tuple[object, ...] = ()) -> None:
        super().__init__(path)
        self._calls: dict[str, tuple[object, Call]] = {}
        self._under_way: Counter[str] = Counter()
        for group in (self, *groups):
            for call in calls_of(type(group)):
                if call.name in self._calls:
                    raise ValueError(f"two groups take the call {call.name}: rename one of them")
                self._calls[call.name] = (group, call)

    async def trigger_event(self, event: Any, *args: Any) -> Any:
        """Answer a call; a client that sends `connect` as an event is ignored."""
        if not isinstance(event, str):
            return None
        if event in self._calls:
            return await self._in_turn(*self._calls[event], args[0], args[1:])
        spoofable = event in ("connect", "disconnect")
        if spoofable and self.server.manager.is_connected(args[0], self.namespace):
            return None
        return await super().trigger_event(event, *args)

    def admitted(self, sid: str, _needs: Permission | None) -> Any:
        """Who calls, as the methods take it; raises unless they may call what `needs` this."""
        return sid

    @asynccontextmanager
    async def noted(self, _who: Any, _call: Call, _asked: Any) -> AsyncIterator[None]:
        """Write down what is done inside; in general nothing needs to be."""
        yield

    async def _in_turn(
        self, group: object, call: Call, sid: str, data: tuple[Any, ...]
    ) -> dict[str, Any]:
        """The answer to a call, unless too many others of that connection wait for theirs."""
        if self._under_way[sid] >= CALLS_AT_ONCE:
            return self._refuse(
                call, TooMany("That was a lot at once. Please wait for the answers.")
            )
        self._under_way[sid] += 1
        try:
            return await self._answer(group, call, sid, data)
        finally:
            self._under_way[sid] -= 1
            if not self._under_way[sid]:
                del self._under_way[sid]

    async def _answer(
        self, group: object, call: Call, sid: str, data: tuple[Any, ...]
    ) -> dict[str, Any]:
        """The acknowledgement. Who may not is refused before anything that they sent is read."""
        try:
            who = self.admitted(sid, call.needs)
            asked = _decode(data, call.request)
            async with self.noted(who, call, asked):
                answer = await call.run(group, who, asked)
        except HandoffError as exc:
            return self._refuse(call, exc)
        except Exception:  # noqa: BLE001 - the client is to be answered whatever happened
            _log.exception("event_failed", event_id=secrets.token_hex(6), on=call.name)
            return error_body(Failure())
        return {} if answer is None else dict(msgspec.to_builtins(answer))

    def _refuse(self, call: Call, error: HandoffError) -> dict[str, Any]:
        """What is said of a call that was refused; what came too often is counted."""
        if error.status == TooMany.status and self.server is not None:
            self.server.throttled(call.name)
        return error_body(error)


def _decode(data: tuple[Any, ...], into: type[Any]) -> Any:
    if len(data) > 1:
        raise BadRequest("An event takes one object.")
    return convert(data[0] if data and data[0] is not None else {}, into)
