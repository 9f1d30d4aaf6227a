"""Gatekeeper of socket.io: lets in whoever joins a namespace in time, and hears packets of ours."""

from __future__ import annotations

import asyncio
from typing import Any

import socketio

from handoff.http.connections import Connections, Told
from handoff.http.packets import PacketRefused

JOIN_SECONDS = 10.0
"""So long a connection may be in no namespace; a page joins with its first packet."""
LOOK_SECONDS = 2.0


class GatedServer(socketio.AsyncServer):
    """The socket.io server, on connections that are bounded."""

    def __init__(self, *, throttled: Told, **options: Any) -> None:
        super().__init__(**options)
        self.throttled = throttled
        self._apart_since: dict[str, float] = {}

    def _engineio_server_class(self) -> type[Connections]:
        return Connections

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> None:
        await super()._handle_eio_connect(eio_sid, environ)
        self.eio.opened(eio_sid, environ["aiohttp.request"])

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        # Whatever engine.io took for JSON was longer than a page's, so its length is not missed.
        self.eio.heard(eio_sid, len(data) if isinstance(data, (str, bytes)) else 1)
        try:
            await super()._handle_eio_message(eio_sid, data)
        except PacketRefused as exc:
            self.eio.cut(eio_sid, str(exc))

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        self.eio.forget(eio_sid)
        self._apart_since.pop(eio_sid, None)
        await super()._handle_eio_disconnect(eio_sid, reason)

    async def sweep(self) -> None:
        """Cut whoever has been in no namespace for too long."""
        now = asyncio.get_running_loop().time()
        for eio_sid in list(self.eio.sockets):
            if self._joined(eio_sid):
                self._apart_since.pop(eio_sid, None)
            elif now - self._apart_since.setdefault(eio_sid, now) > JOIN_SECONDS:
                self.eio.cut(eio_sid, "unjoined")
        self._apart_since = {s: at for s, at in self._apart_since.items() if s in self.eio.sockets}

    def _joined(self, eio_sid: str) -> bool:
        spaces = self.manager.get_namespaces()
        return any(self.manager.sid_from_eio_sid(eio_sid, each) is not None for each in spaces)
