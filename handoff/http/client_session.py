"""Factory of a client's HTTP session, which is made where it can be: inside the event loop."""

from __future__ import annotations

import aiohttp

from handoff.http.public_resolver import PublicResolver


class HttpSession:
    """The session of one client: made at its first use, given back with `close`.

    A `public` one reaches nothing inside of private networks, and keeps no cookies.
    """

    def __init__(self, *, public: bool = False) -> None:
        self._public = public
        self._session: aiohttp.ClientSession | None = None

    def __call__(self) -> aiohttp.ClientSession:
        """The session, open."""
        if self._session is None:
            self._session = _public_session() if self._public else aiohttp.ClientSession()
        return self._session

    async def close(self) -> None:
        """Give connections back; the next use opens new ones."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def _public_session() -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(resolver=PublicResolver())
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
