"""A web socket without a library between, which sends whatever its attacker wants."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

GONE = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


class RawSocket:
    """One connection to the desk's sockets."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = f"{url}/socket.io/?EIO=4&transport=websocket"
        self._socket: aiohttp.ClientWebSocketResponse

    async def open(self) -> RawSocket:
        """Connect, without joining anything."""
        self._socket = await self._http.ws_connect(self._url, max_msg_size=0)
        assert (await self._socket.receive_str())[0] == "0"
        return self

    async def join(self, token: str, namespace: str = "/chat") -> str:
        """Join a namespace; returns the answer."""
        await self.send(f"40{namespace},{json.dumps({'token': token})}")
        return await self._socket.receive_str()

    async def send(self, data: str | bytes) -> bool:
        """Send a frame; False when the other side is gone."""
        try:
            if isinstance(data, str):
                await self._socket.send_str(data)
            else:
                await self._socket.send_bytes(data)
        except (ConnectionError, aiohttp.ClientError):
            return False
        return not self._socket.closed

    async def pour(self, data: str | bytes, most: int) -> int:
        """Send the same frame again and again; returns the bytes sent until `most`, or the end."""
        sent = 0
        while sent < most and await self.send(data):
            sent += len(data)
        return sent

    async def receive(self) -> Any:
        """What comes next; None when the other side is gone."""
        got = await self._socket.receive()
        return None if got.type in GONE else got.data

    async def until_gone(self) -> list[Any]:
        """What comes until the other side is gone. Pings are left unanswered."""
        told: list[Any] = []
        while (got := await self.receive()) is not None:
            told.append(got)
        return told

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()
