"""A channel in one file, as a company would add one: carrier pigeons, over their loft's HTTP API.

The loft calls `POST /webhooks/pigeon` with signed JSON, `{"flights": [...]}`; a flight is a note of
a customer (`id`, `from`, `note`) or what became of one of ours (`receipt`, `state`, `mark`). What
the desk sends goes to `POST {PIGEON_LOFT_URL}/notes`. Pigeons carry words only, and few of them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args

import aiohttp
from aiohttp import web

from contracts.env import EnvSettings, WebAddress
from contracts.turn import Attachment
from handoff.channels.base.opening import Lent, OpenChannel
from handoff.channels.base.plugin import ChannelPlugin
from handoff.channels.base.sending import must_be_open, send_all
from handoff.channels.webhooks.addressing import split_address
from handoff.channels.webhooks.endpoint import WebhookEndpoint
from handoff.channels.webhooks.platform import Unfetched
from handoff.config.kinds import Password
from handoff.core.channel import capabilities, text_pieces
from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.inbound_events import (
    Heard,
    Media,
    Noted,
    Receipt,
    ReceiptState,
    Said,
    Sender,
)
from handoff.core.channel.loose_json import digest, identity, inside, items, mapping, raw, text
from handoff.core.channel.port import Part, Undelivered
from handoff.core.channel.profile import Profile, ReplyWindow
from handoff.core.errors import Unauthorized
from handoff.core.model import Message
from handoff.store.delivery.deliveries import Deliveries, Send

LOFT = "loft"
"""Our one account there."""
PROFILE = Profile(
    name="pigeon",
    label="Carrier pigeon",
    can=Capabilities(text=300, body=300),
    window=ReplyWindow(everything=timedelta(days=3)),
)


class PigeonSettings(EnvSettings, frozen=True, kw_only=True):
    """What the loft and we have to know of each other."""

    pigeon_secret: Password | None = None
    """Signs what the loft tells us, and what we send to it."""
    pigeon_loft_url: WebAddress | None = None


def to_events(payload: Any) -> tuple[Heard, ...]:
    """Everything that the loft tells, in its order."""
    flights = inside(payload, "flights")
    if not isinstance(flights, list):
        return (_noted(payload),)
    return tuple(_event(mapping(flight)) for flight in items(flights))


def _event(flight: dict[str, Any]) -> Heard:
    key, who = identity(flight.get("id")), identity(flight.get("from"))
    note, target = text(flight.get("note")), identity(flight.get("receipt"))
    state = flight.get("state")
    if key and who and note:
        return Said(account=LOFT, key=key, sender=Sender(id=who), text=note)
    if target and state in get_args(ReceiptState):
        mark = text(flight.get("mark"))
        return Receipt(
            account=LOFT, key=f"{target}:{state}", target=target, state=state, tracker=mark
        )
    return _noted(flight)


def _noted(value: Any) -> Noted:
    return Noted(account=LOFT, key=digest(value), what="unknown", raw=raw(value))


def to_notes(message: Message) -> Iterator[Part]:
    """A message as the notes that it takes; choices are numbered."""
    words = (message.text or "").strip()
    if capabilities.shows_as_numbers(message, PROFILE.can):
        words = text_pieces.numbered(words, capabilities.titles(message))
    for piece in text_pieces.split(words, PROFILE.can.text):
        yield Part(payload={"note": piece})


class Pigeons:
    """The loft: our way out to customers, and what acting on its webhooks needs."""

    name = PROFILE.name
    accounts = frozenset({LOFT})
    app = None

    def __init__(self, settings: PigeonSettings, lent: Lent) -> None:
        self._settings = settings
        self._conversation = lent.customer_messages.conversation
        self._clock = lent.clock
        self._sent = Deliveries(lent.db, lent.clock)
        self._http: aiohttp.ClientSession | None = None

    async def send(self, message: Message, address: str) -> str | None:
        """See `ChannelPort.send`."""
        conversation = await self._conversation(message.conversation_id)
        must_be_open(conversation, self._clock(), longer=timedelta())

        async def one(part: Part, send: Send) -> str:
            return await self._fly({**part.payload, "to": split_address(address)[1]}, send)

        await send_all(message, tuple(to_notes(message)), self._sent, one)
        return None

    async def _fly(self, note: dict[str, Any], send: Send) -> str:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        body = {**note, "mark": send.tracker}
        try:
            async with self._http.post(
                f"{self._settings.pigeon_loft_url}/notes", json=body
            ) as answer:
                found = identity(inside(await answer.json(), "id"))
        except (aiohttp.ClientError, TimeoutError, ValueError) as exc:
            raise Undelivered("pigeon_lost", retry=True) from exc
        if found is None:
            raise Undelivered("pigeon_refused", retry=False)
        return found

    async def fetch(self, _media: Media) -> Attachment:
        """See `Platform.fetch`."""
        raise Unfetched("pigeons carry words only", again=False)

    async def attend(self, _address: str, _provider_id: str) -> None:
        """See `Platform.attend`: no pigeon tells that it was read."""

    def refusal(self, code: int | None) -> Undelivered:
        """See `Platform.refusal`."""
        return Undelivered(f"pigeon_{code or 'lost'}", retry=False)

    async def close(self) -> None:
        """Give connections back."""
        if self._http is not None:
            await self._http.close()


def open_channel(settings: PigeonSettings, lent: Lent) -> OpenChannel:
    """The channel with our loft."""
    loft = Pigeons(settings, lent)
    secret = (settings.pigeon_secret or "").encode()

    def check(body: bytes, request: web.Request) -> None:
        ring = hmac.new(secret, body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(request.headers.get("X-Pigeon-Ring", ""), ring):
            raise Unauthorized("The ring does not fit PIGEON_SECRET.")

    endpoint = WebhookEndpoint(
        *(PROFILE.name, to_events, lent.keep), check=check, clock=lent.clock, limits=lent.limits
    )
    return OpenChannel(
        port=loft,
        routes=(web.post("/webhooks/pigeon", endpoint.receive),),
        platform=loft,
        close=loft.close,
    )


CHANNEL = ChannelPlugin(
    profile=PROFILE,
    settings=PigeonSettings,
    needs=("pigeon_secret", "pigeon_loft_url"),
    open=open_channel,
)
