"""Client of a remote CRM: one operation, within limits and deadline, each write sent at most once.

It repeats what was certainly not done: after a 401 with a new token, and after 429 or 503 when
the time that the system asks for is within the deadline.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
import msgspec
from aiolimiter import AsyncLimiter
from yarl import URL

from actions.crm.errors import CrmUnavailable, CrmUncertain
from actions.crm.remote.credentials import Credentials
from actions.crm.remote.outcome import BUSY, DOWN, UNAUTHORIZED, Answer
from actions.crm.remote.request import Request
from actions.crm.remote.session import Flight, RemoteSession

logger = logging.getLogger(__name__)
_ENOUGH = 0.1
"""Seconds that must be left after a wait for trying again to make sense."""


class _Reply(msgspec.Struct, frozen=True):
    answer: Answer
    wait: float | None


class RemoteClient:
    """Sends requests; knows of no facet and no record."""

    def __init__(
        self,
        server: str,
        session: RemoteSession,
        credentials: Credentials,
        per_second: float,
        now: Callable[[], datetime],
    ) -> None:
        self._server = server.rstrip("/")
        self._session, self._credentials, self._now = session, credentials, now
        burst = max(1.0, per_second)
        self._rate = AsyncLimiter(burst, burst / per_second)

    async def answer(self, request: Request, flight: Flight, until: float) -> Answer:
        """What the system answers, whatever it is; `until` is the loop's time of the deadline.

        Raises `CrmUnavailable` where the request did not leave or only reads, else `CrmUncertain`.
        """
        renewed = False
        while True:
            reply, again = await self._tried(request, flight)
            if reply.answer.status == UNAUTHORIZED and again and not renewed:
                renewed = True
            elif reply.wait is not None and _worth(reply.wait, until):
                await asyncio.sleep(reply.wait)
            else:
                return reply.answer

    async def reach(self) -> None:
        """Return when anything answers at the server's address. Raises `CrmUnavailable`."""
        try:
            async with self._session().get(self._server) as answer:
                await answer.read()
        except (aiohttp.ClientError, OSError) as exc:
            raise CrmUnavailable from exc

    async def close(self) -> None:
        """Give connections back."""
        await self._session.close()

    async def _tried(self, request: Request, flight: Flight) -> tuple[_Reply, bool]:
        """The reply, and whether the desk has something else to show after a 401."""
        shown = await self._credentials.shown()
        await self._rate.acquire()
        flight.left = False
        url = URL(self._server + request.path, encoded=True)
        try:
            async with self._session().request(
                request.operation.method.upper(),
                url.extend_query({**request.query, **shown.query}),
                headers={"Accept": "application/json", **request.headers, **shown.headers},
                json=request.body,
                # A write that is sent elsewhere would be sent twice.
                allow_redirects=request.operation.reads,
                trace_request_ctx=flight,
            ) as response:
                reply = await self._reply(response)
        except (aiohttp.ClientError, OSError, EOFError) as exc:
            raise _lost(request, flight, exc) from exc
        logger.info("%s: %d", request.operation, reply.answer.status)
        status = reply.answer.status
        return reply, status == UNAUTHORIZED and self._credentials.refused(shown)

    async def _reply(self, response: aiohttp.ClientResponse) -> _Reply:
        body = await response.read()
        try:
            decoded = msgspec.json.decode(body) if body.strip() else None
        except msgspec.DecodeError:
            decoded = None
        wait = self._wait(response) if response.status in (BUSY, DOWN) else None
        return _Reply(Answer(status=response.status, body=decoded), wait)

    def _wait(self, response: aiohttp.ClientResponse) -> float | None:
        """Seconds after which the system wants to be asked again; None where it does not say."""
        told = response.headers.get("Retry-After", "").strip()
        if told.isdecimal():
            return float(told)
        try:
            when = parsedate_to_datetime(told)
        except ValueError:
            return None
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, (when - self._now()).total_seconds())


def _worth(wait: float, until: float) -> bool:
    return asyncio.get_running_loop().time() + wait + _ENOUGH < until


def _lost(request: Request, flight: Flight, exc: BaseException) -> CrmUnavailable | CrmUncertain:
    """The error of a call whose answer never came. What was asked for is not named."""
    logger.warning("%s: no answer (%s)", request.operation, type(exc).__name__)
    if flight.left and not request.operation.reads:
        return CrmUncertain(f"The answer to {request.operation} was lost: it may be done, or not.")
    return CrmUnavailable(f"The CRM could not be reached for {request.operation}.")
