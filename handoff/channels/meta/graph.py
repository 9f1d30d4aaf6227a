"""HTTP client of the Graph API: send, upload, fetch. Logs neither tokens nor addresses of files."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

import aiohttp

from contracts.turn import Channel
from handoff.channels.meta import graph_errors
from handoff.channels.meta.media_hosts import MediaHosts
from handoff.channels.webhooks.platform import Unfetched
from handoff.core.channel.loose_json import identity, inside, text, whole
from handoff.core.channel.port import Undelivered
from handoff.http.client_session import HttpSession
from handoff.store.files.media import Stored

SECONDS = 20.0
MEDIA_SECONDS = 60.0
MOST_HOPS = 4


class Graph:
    """One account at the Graph API. `root` has the version in it and no slash at its end.

    `file_field` is what the platform calls the file of an upload, `hosts` where its files lie
    besides Meta's own.
    """

    def __init__(
        self,
        channel: Channel,
        root: str,
        token: str,
        *,
        file_field: str,
        hosts: tuple[str, ...] = (),
    ) -> None:
        self._channel = channel
        self._root = root
        self._headers = {"Authorization": f"Bearer {token}"}
        self._file_field = file_field
        self._session = HttpSession()
        self._outside = HttpSession(public=True)
        self._hosts = MediaHosts(root, *hosts)

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send something; returns the answer. Raises `Undelivered`."""
        return await self._call(path, SECONDS, json=body)

    async def upload(self, path: str, fields: dict[str, Any], file: Stored) -> dict[str, Any]:
        """Send a file with some fields; returns the answer. Raises `Undelivered`."""
        form = aiohttp.FormData()
        for name, value in fields.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        form.add_field(
            self._file_field,
            file.content,
            filename=file.name or "file",
            content_type=file.mime,
        )
        return await self._call(path, MEDIA_SECONDS, data=form)

    async def where(self, media_id: str) -> str:
        """The address, good for minutes, of a file that has an id. Raises `Unfetched`."""
        try:
            async with self._session().get(
                f"{self._root}/{media_id}", headers=self._headers, timeout=_within(SECONDS)
            ) as answer:
                found = text(inside(_json(await answer.read()), "url"))
                status = answer.status
        except (TimeoutError, aiohttp.ClientError) as exc:
            raise Unfetched(type(exc).__name__, again=True) from exc
        if status != 200 or found is None:
            raise Unfetched(f"answer_{status}", again=status >= 500 or status == 429)
        return found

    async def fetch(self, url: str, *, limit: int, with_token: bool) -> tuple[bytes, str]:
        """What lies at an address, and its media type. Raises `Unfetched`.

        Nothing is fetched but from the platforms, also where they send us on.
        """
        headers = self._headers if with_token else {}
        try:
            for _ in range(MOST_HOPS):
                found = await self._fetched(url, headers, limit)
                if not isinstance(found, str):
                    return found
                url, headers = found, {}
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as exc:
            # The exception's own words would hold the address.
            again = not isinstance(exc, ValueError)
            raise Unfetched(type(exc).__name__, again=again) from None
        raise Unfetched("sent_on", again=False)

    async def _fetched(
        self, url: str, headers: dict[str, str], limit: int
    ) -> tuple[bytes, str] | str:
        """The file, or the address that it is said to be at."""
        if not self._hosts.allows(url):
            raise Unfetched("foreign_host", again=False)
        session = self._session if self._hosts.is_stand_in(url) else self._outside
        async with session().get(
            url, headers=headers, timeout=_within(MEDIA_SECONDS), allow_redirects=False
        ) as answer:
            if 300 <= answer.status < 400:
                return urljoin(url, answer.headers.get("Location", ""))
            if answer.status != 200:
                again = answer.status >= 500 or answer.status == 429
                raise Unfetched(f"answer_{answer.status}", again=again)
            return await _read(answer, limit), answer.content_type

    async def close(self) -> None:
        """Give connections back."""
        await self._session.close()
        await self._outside.close()

    async def _call(self, path: str, seconds: float, **content: Any) -> dict[str, Any]:
        try:
            async with self._session().post(
                f"{self._root}/{path}", headers=self._headers, timeout=_within(seconds), **content
            ) as answer:
                body, status = _json(await answer.read()), answer.status
        except aiohttp.ClientConnectorError as exc:
            raise Undelivered(f"{self._channel}_unreachable", retry=True) from exc
        except TimeoutError as exc:
            raise graph_errors.uncertain(self._channel, "timeout") from exc
        except aiohttp.ClientError as exc:
            raise graph_errors.uncertain(self._channel, "connection_lost") from exc
        if status == 200:
            return body
        error = inside(body, "error")
        code, subcode = whole(inside(error, "code")), whole(inside(error, "error_subcode"))
        raise graph_errors.of_answer(self._channel, status, code, subcode)


def named(answer: dict[str, Any], *path: str) -> str:
    """The id in an answer; without one nobody can know what became of the message."""
    found = identity(inside(answer, *path))
    if found is None:
        raise Undelivered("no_id_in_answer", retry=False)
    return found


def _within(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds, connect=10)


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


async def _read(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    found = bytearray()
    async for chunk in answer.content.iter_chunked(65_536):
        found += chunk
        if len(found) > limit:
            raise Unfetched("too_large", again=False)
    return bytes(found)
