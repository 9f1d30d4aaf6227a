"""Factory of a remote CRM's HTTP session, which notes of each request whether it has left."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import aiohttp


class Flight:
    """One request on its way: whether any of it has left this process."""

    def __init__(self) -> None:
        self.left = False


class RemoteSession:
    """A session made at its first use, inside the event loop, and given back with `close`."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._session: aiohttp.ClientSession | None = None

    def __call__(self) -> aiohttp.ClientSession:
        """The session, open; at most so many connections at once, others wait for theirs."""
        if self._session is None:
            trace = aiohttp.TraceConfig()
            trace.on_request_headers_sent.append(_left)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._at_once),
                # The deadline of a whole method holds; one of the library's own would hide it.
                timeout=aiohttp.ClientTimeout(total=None),
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[trace],
            )
        return self._session

    async def close(self) -> None:
        """Give connections back; the next use opens new ones."""
        if self._session is not None:
            await self._session.close()
            self._session = None


async def _left(_session: aiohttp.ClientSession, context: SimpleNamespace, _params: Any) -> None:
    flight = context.trace_request_ctx
    if flight is not None:
        flight.left = True
