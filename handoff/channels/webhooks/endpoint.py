"""Webhook endpoint: where platforms call us, which keeps what it is told before it says so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
import structlog
from aiohttp import web

from contracts.turn import Channel
from handoff.channels.webhooks.payment_numbers import without_numbers
from handoff.core.channel.inbound_events import Heard, Noted, Receipt, Watermark
from handoff.core.channel.loose_json import digest
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, TooLong, Unauthorized, Unavailable
from handoff.core.payloads import storable
from handoff.http.json_http import answer
from handoff.http.limit_rules import UNSIGNED_WEBHOOKS
from handoff.http.limits import Limits
from handoff.store.delivery.webhook_inbox import Update

MAX_BODY = 4_000_000
"""Bytes; the largest batches that platforms send have 3 MB."""
KEEP_SECONDS = 15.0
"""Platforms give up on an answer after twenty, and tell the same again."""
UNSTORABLE = (b"\\u", b"\xed")
"""Without one of these there is no zero character in a text, and no half of a surrogate pair."""

Keep = Callable[[Channel, Sequence[Update], datetime], Awaitable[None]]
Read = Callable[[Any], tuple[Heard, ...]]
Check = Callable[[bytes, web.Request], None]
"""Raises `Unauthorized` for a body that did not come from the platform."""
_log = structlog.get_logger(__name__)


class WebhookEndpoint:
    """The route of one channel. Nothing is answered 200 before it is committed."""

    def __init__(
        self,
        channel: Channel,
        read: Read,
        keep: Keep,
        *,
        check: Check,
        clock: Clock,
        limits: Limits,
    ) -> None:
        self._channel = channel
        self._read = read
        self._keep = keep
        self._check = check
        self._clock = clock
        self._limits = limits

    async def receive(self, request: web.Request) -> web.Response:
        """`POST`: keep what is told, and say so."""
        body = await _body(request)
        try:
            self._check(body, request)
        except Unauthorized:
            await self._limits.take(UNSIGNED_WEBHOOKS, self._channel, self._limits.place(request))
            _log.warning("webhook_refused", channel=self._channel)
            raise
        heard = _understood(body, self._read)
        now = self._clock()
        heard = tuple(without_numbers(each) for each in heard)
        told = [_update(each, now) for each in heard]
        try:
            async with asyncio.timeout(KEEP_SECONDS):
                await self._keep(self._channel, told, now)
        except TimeoutError as exc:
            raise Unavailable from exc
        for each in heard:
            _tell_operators(self._channel, each)
        return answer({})


async def _body(request: web.Request) -> bytes:
    found = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        found += chunk
        if len(found) > MAX_BODY:
            raise TooLong("A webhook has at most 4 MB.")
    return bytes(found)


def _understood(body: bytes, read: Read) -> tuple[Heard, ...]:
    try:
        found = json.loads(body, parse_constant=_no_constant)
        return read(storable(found) if any(each in body for each in UNSTORABLE) else found)
    except (ValueError, RecursionError) as exc:
        raise BadRequest("The body is not JSON.") from exc


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _update(heard: Heard, now: datetime) -> Update:
    """What is kept of it. Updates of one customer, or of one message of ours, stay in order.

    Key and lane are digests: they outlive what was told, and would name who told it.
    """
    if isinstance(heard, (Receipt, Noted)):
        lane = f"{heard.account}/{heard.target if isinstance(heard, Receipt) else heard.key}"
    else:
        marks = "seen/" if isinstance(heard, Watermark) else ""
        # The platform's own id stays when a number changes or is hidden.
        lane = f"{marks}{heard.account}/{heard.sender.platform_id or heard.sender.id}"
    at = min(heard.at or now, now)
    return Update(
        key=f"{type(heard).__name__.lower()}:{digest(heard.key)}",
        lane=digest(lane),
        at=at,
        body=msgspec.to_builtins(heard),
    )


def _tell_operators(channel: Channel, heard: Heard) -> None:
    """What nobody acts on is at least counted; what threatens the channel is an alert."""
    if isinstance(heard, Noted):
        tell = _log.error if heard.alarming else _log.info
        tell("webhook_noted", channel=channel, what=heard.what)
