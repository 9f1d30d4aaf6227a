"""Factory of a client's HTTP session, which is made where it can be: inside the event loop."""

from __future__ import annotations

import aiohttp


class HttpSession:
    """The session of one client: made at its first use, given back with `close`."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def __call__(self) -> aiohttp.ClientSession:
        """The session, open."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def close(self) -> None:
        """Give connections back; the next use opens new ones."""
        if self._session is not None:
            await self._session.close()
            self._session = None
