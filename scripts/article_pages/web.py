"""Client of help centres: reads over HTTP, politely, and says plainly what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec

from scripts.article_pages.errors import CannotPull

LARGEST = 10 * 1024 * 1024
"""Bytes of one answer; no help page has more."""
_SECONDS = 30
_TRIES = 3
_WAIT_AT_MOST = 60.0
_TOO_MANY, _SERVERS_FAULT = 429, 500


class Web:
    """Reads from one help centre; `headers` go with each request, to its host alone.

    `wait` is how long it waits between tries, in seconds, where the server does not say.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        headers: Mapping[str, str] | None = None,
        *,
        wait: float = 2.0,
    ) -> None:
        self._http = http
        self._headers = dict(headers or {})
        self._wait = wait
        self._host = ""

    async def content(self, url: str) -> bytes:
        """A file as it is. Raises `CannotPull`."""
        return await self._asked("GET", url, None)

    async def text(self, url: str) -> str:
        """A page. Raises `CannotPull`."""
        return (await self.content(url)).decode("utf-8", errors="replace")

    async def json(self, url: str, body: Any = None) -> Any:
        """What an interface answers, to a GET or to a POST of a `body`. Raises `CannotPull`."""
        answer = await self._asked("GET" if body is None else "POST", url, body)
        try:
            return msgspec.json.decode(answer)
        except msgspec.DecodeError as exc:
            raise CannotPull(f"{_plain(url)} answers with something that is no JSON.") from exc

    async def _asked(self, method: str, url: str, body: Any) -> bytes:
        self._host = self._host or urlsplit(url).netloc
        if urlsplit(url).netloc != self._host:
            raise CannotPull(f"{_plain(url)} is on another host than {self._host}; pull it apart.")
        for last in (False,) * (_TRIES - 1) + (True,):
            wait = self._wait
            try:
                async with self._http.request(
                    method,
                    url,
                    json=body,
                    headers=self._headers,
                    allow_redirects=method == "GET",
                    max_redirects=5,
                    timeout=aiohttp.ClientTimeout(total=_SECONDS),
                ) as answer:
                    if answer.status == 200:
                        return await _content(answer, url)
                    wait = _asked_to_wait(answer, wait)
                    failure = f"{_plain(url)} answers {answer.status}{_advice(answer.status)}."
                    again = answer.status == _TOO_MANY or answer.status >= _SERVERS_FAULT
            except (aiohttp.ClientError, TimeoutError) as exc:
                failure, again = f"{_plain(url)} does not answer ({type(exc).__name__}).", True
            if last or not again:
                raise CannotPull(failure)
            await asyncio.sleep(wait)
        raise AssertionError("the last try returns or raises")


async def _content(answer: aiohttp.ClientResponse, url: str) -> bytes:
    content = await answer.content.read(LARGEST + 1)
    while len(content) <= LARGEST and not answer.content.at_eof():
        content += await answer.content.read(LARGEST + 1 - len(content))
    if len(content) > LARGEST:
        raise CannotPull(f"{_plain(url)} has more than {LARGEST >> 20} MB; that is no help page.")
    return content


def _asked_to_wait(answer: aiohttp.ClientResponse, otherwise: float) -> float:
    told = answer.headers.get("Retry-After", "")
    return min(float(told), _WAIT_AT_MOST) if told.isdigit() else otherwise


def _advice(status: int) -> str:
    if status in (401, 403):
        return ": set ARTICLES_TOKEN to one that may read help pages"
    return ": look at the address" if status == 404 else ""


def _plain(url: str) -> str:
    """An address without what may be secret in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"
