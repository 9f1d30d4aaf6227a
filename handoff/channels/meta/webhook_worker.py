"""Does what the platforms have told us: one update after the other in each lane, and once."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Protocol

import msgspec
import structlog

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from bot.wire import Attachment, Channel, Customer
from handoff.channels.meta import graph_errors
from handoff.channels.meta.graph import Unfetched
from handoff.channels.meta.said import inbound_of, pieces_of
from handoff.channels.meta.sender import joined_address
from handoff.core import texts
from handoff.core.channel.inbound_events import (
    Answered,
    ControlChanged,
    Edited,
    Heard,
    Linked,
    Media,
    Moved,
    Noted,
    Reacted,
    Receipt,
    Said,
    Sender,
    Watermark,
)
from handoff.core.channel.port import LineStopped
from handoff.core.errors import Conflict, HandoffError
from handoff.core.model import Message
from handoff.jobs.retry import Backoff, Failure, Fate, NothingToDo, NotYet, Retries
from handoff.jobs.tally import Outcome
from handoff.jobs.worker import Kind
from handoff.store.db.database import Database
from handoff.store.db.wakeup import Wakeup
from handoff.store.delivery import channel_stops
from handoff.store.delivery.addresses import Addresses
from handoff.store.delivery.deliveries import Deliveries
from handoff.store.delivery.webhook_inbox import Kept, Update, Updates
from handoff.transport.limits import Buckets
from handoff.usecases.customer.inbound import CustomerService
from handoff.usecases.customer.threads import Threads

IN_A_ROW = 20
"""Updates of a lane that are done before another lane has its turn."""
GIVE_WAY_SECONDS = 0.3
"""So long each update gives way to webhooks that are waiting for their answer."""
ELSEWHERE = timedelta(seconds=0.5)
"""A lane that another bridge works on is left to it for so long."""
LOOK_UP_SECONDS = 60
"""A number that the CRM does not know is not asked for again so soon."""
RETRIES = Retries(tries=7, backoff=Backoff(first=timedelta(seconds=1), most=timedelta(minutes=1)))
FETCH_TRIES = 3

Lane = tuple[Channel, str]
_log = structlog.get_logger(__name__)


class Platform(Protocol):
    """What is needed of a platform beside sending."""

    accounts: frozenset[str]
    app: str | None

    async def fetch(self, media: Media) -> Attachment:
        """Fetch and keep a file of the customer's. Raises `Unfetched`."""

    async def attend(self, address: str, provider_id: str) -> None:
        """Show that a message was read and is being answered; never raises."""


class Identities(Protocol):
    """Who a host site says that somebody is."""

    def read(self, token: str) -> str:
        """The CRM's id of the customer; raises `Unauthorized`."""


class Arrivals(Kind[Lane, Kept, None]):
    """Does the updates of several lanes at once, those of a lane one after the other.

    A lane belongs to the bridge that holds PostgreSQL's lock of it, not to who holds a lease: what
    comes into it meanwhile belongs to it as well.
    """

    name = "webhooks"
    sleep = 0.5
    at_once = 4

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
        service: CustomerService,
        platforms: Mapping[Channel, Platform],
        crm: Crm,
        identities: Identities,
    ) -> None:
        self._db = db
        self._clock = clock
        self._service = service
        self._platforms = platforms
        self._crm = crm
        self._identities = identities
        self._updates = Updates(db)
        self._addresses = Addresses(db, clock)
        self._deliveries = Deliveries(db, clock)
        self._threads = Threads(db, clock)
        self.wakeup = Wakeup()
        self._look_ups = Buckets(1, 1 / LOOK_UP_SECONDS)
        self._done: dict[Lane, list[int]] = defaultdict(list)
        self._elsewhere: dict[Lane, datetime] = {}
        self._unseen: dict[Lane, str] = {}
        self._attending: set[asyncio.Task[None]] = set()

    async def keep(self, channel: Channel, told: Sequence[Update], now: datetime) -> None:
        """Commit updates and wake the worker; see `Updates.keep`."""
        await self._updates.keep(channel, told, now)
        self.wakeup.wake()

    async def forget(self) -> None:
        """Drop what cannot come again; due now and then."""
        await self._updates.forget(self._clock())

    async def claim(self, under_way: Sequence[Lane], room: int) -> Sequence[Lane]:
        """Lanes whose first update is due; whose they are is seen when they are opened."""
        now = self._clock()
        self._elsewhere = {lane: at for lane, at in self._elsewhere.items() if at > now}
        taken = {*under_way, *self._elsewhere}
        due = await self._updates.due(now, limit=self.at_once + len(taken))
        return [lane for u in due if (lane := (u.channel, u.lane)) not in taken][:room]

    @asynccontextmanager
    async def open(self, claim: Lane) -> AsyncIterator[Sequence[Kept]]:
        """What waits in a lane, up to the first that has to wait longer, unless another bridge
        works on it; what was done is noted together."""
        async with self._db.alone(_key(claim)) as mine:
            if not mine:
                self._elsewhere[claim] = self._clock() + ELSEWHERE
                yield ()
                return
            waiting = await self._updates.waiting(*claim, limit=IN_A_ROW)
            try:
                yield tuple(takewhile(lambda update: update.due_at <= self._clock(), waiting))
            finally:
                if done := self._done.pop(claim, None):
                    await self._updates.done(done)
        self._attend_unseen()

    async def do(self, item: Kept) -> None:
        """Act on an update. Raises `NotYet`, `NothingToDo`."""
        await self._updates.until_quiet(at_most=GIVE_WAY_SECONDS)
        heard = msgspec.convert(item.body, Heard)
        if not await self._do(item.channel, heard, item.attempts):
            raise NothingToDo
        self._done[item.channel, item.lane].append(item.id)

    async def fail(self, item: Kept, failure: Failure) -> Outcome:
        """Try it later, which its lane waits for, or keep it to be looked at."""
        if isinstance(failure.error, NothingToDo):
            await self._updates.failed(item.id, failure.code)
            return "failed"
        attempts = item.attempts + 1
        # Whatever it was: giving up loses what a customer said, and waiting holds up what follows.
        tried = msgspec.structs.replace(failure, fate=Fate.FAILED)
        wait = RETRIES.again(tried, attempts)
        if wait is None:
            _log.warning("update_given_up", error=failure.code)
            await self._updates.failed(item.id, failure.code)
            return "failed"
        until = self._clock() + wait
        await self._updates.put_off(item.id, until=until, attempts=attempts, error=failure.code)
        return "retried"

    async def close(self) -> None:
        """Leave off showing that messages were read."""
        for task in self._attending:
            task.cancel()
        await asyncio.gather(*self._attending, return_exceptions=True)

    def about(self, item: Kept) -> Mapping[str, str]:
        """Its channel."""
        return {"channel": item.channel}

    async def _do(self, channel: Channel, heard: Heard, attempts: int) -> bool:
        """Act on it; False when there is nothing to act on, and it is kept to be looked at."""
        if isinstance(heard, Noted):
            return False
        if heard.account not in self._platforms[channel].accounts:
            _log.warning("webhook_of_another_account", channel=channel)
            return False
        if isinstance(heard, Said):
            await self._said(channel, heard, attempts)
        elif isinstance(heard, Receipt):
            await self._receipt(channel, heard)
        elif isinstance(heard, Reacted):
            return await self._threads.react(channel, heard.target, heard.emoji)
        elif isinstance(heard, Edited):
            text = None if heard.revoked else heard.text
            return await self._threads.reword(channel, heard.target, text)
        else:
            await self._happened(channel, joined_address(heard.account, heard.sender.id), heard)
        return True

    async def _happened(
        self,
        channel: Channel,
        address: str,
        heard: Watermark | Answered | ControlChanged | Linked | Moved,
    ) -> None:
        if isinstance(heard, Watermark):
            await self._deliveries.all_reached(
                channel, address, heard.state, heard.until, heard.targets
            )
        elif isinstance(heard, Answered):
            await self._answered(channel, address, heard)
        elif isinstance(heard, ControlChanged):
            await self._control(channel, address, heard)
        elif isinstance(heard, Linked):
            await self._linked(channel, address, heard)
        else:
            new = joined_address(heard.account, heard.now)
            await self._addresses.move(channel, address, new)
            await self._threads.tell_agents(channel, new, texts.NUMBER_CHANGED)

    async def _said(self, channel: Channel, said: Said, attempts: int) -> None:
        address = joined_address(said.account, said.sender.id)
        customer = await self._who(channel, address, said.sender)
        attachments = [await self._file(channel, media, attempts) for media in said.media]
        quote = await self._threads.quoted(channel, said.reply_to)
        message: Message | None = None
        for number, text in enumerate(pieces_of(said)):
            inbound = inbound_of(channel, address, customer, said, text, number)
            if number == 0:
                found = (*said.attachments, *attachments)
                about = {**inbound.custom, **quote}
                inbound = msgspec.structs.replace(
                    inbound, attachments=found, choice=said.payload, custom=about
                )
            message = await self._service.receive(inbound)
        if message is not None and message.for_bot:
            self._unseen[channel, address] = said.key

    async def _who(self, channel: Channel, address: str, sender: Sender) -> Customer:
        """Who writes, as far as it was proven: a WhatsApp number that the CRM knows proves it."""
        known = await self._addresses.meet(channel, address, sender.platform_id)
        if known.level != "anonymous":
            return known
        stranger = Customer(name=sender.name)
        if channel != "whatsapp" or sender.phone is None or not self._look_ups.take(address):
            return stranger
        try:
            found = await self._crm.customer_by_phone(sender.phone)
        except CrmError as exc:
            _log.warning("number_not_looked_up", error=type(exc).__name__)
            return stranger
        if found is None:
            return stranger
        customer = Customer(id=found.id, name=found.name, level="verified", how="whatsapp_number")
        return customer if await self._link(channel, address, customer) else stranger

    async def _link(self, channel: Channel, address: str, customer: Customer) -> bool:
        try:
            await self._addresses.link(channel, address, customer)
        except Conflict:
            _log.warning("link_refused", channel=channel)
            await self._threads.tell_agents(channel, address, texts.LINK_REFUSED)
            return False
        return True

    async def _file(self, channel: Channel, media: Media, attempts: int) -> Attachment:
        """The file, fetched at once; one that cannot be had is shown as such and not lost."""
        try:
            return await self._platforms[channel].fetch(media)
        except Unfetched as exc:
            if exc.again and attempts < FETCH_TRIES:
                raise NotYet(str(exc)) from exc
            _log.warning("file_not_fetched", channel=channel, reason=str(exc))
        name = f"{media.name or media.kind} (could not be fetched)"
        return Attachment(kind=media.kind, name=name, mime=media.mime)

    def _attend_unseen(self) -> None:
        """Mark the newest message of each customer as read, which says so of all before it."""
        while self._unseen:
            (channel, address), key = self._unseen.popitem()
            task = asyncio.create_task(self._platforms[channel].attend(address, key))
            self._attending.add(task)
            task.add_done_callback(self._attending.discard)

    async def _receipt(self, channel: Channel, receipt: Receipt) -> None:
        target, tracker = receipt.target, receipt.tracker
        if receipt.state != "failed":
            known = await self._deliveries.reached(channel, target, tracker, receipt.state)
        else:
            why = graph_errors.verdict(channel, receipt.code)
            if isinstance(why, LineStopped):
                await channel_stops.stop(self._db, channel, why.code, self._clock())
            known = await self._deliveries.refused(channel, target, tracker, why)
        if not known:
            raise NotYet("unknown_message")

    async def _answered(self, channel: Channel, address: str, answered: Answered) -> None:
        ours = answered.app is not None and answered.app == self._platforms[channel].app
        known = await self._deliveries.reached(channel, answered.key, answered.tracker, "sent")
        if ours or known:
            return
        await self._threads.answered(channel, address, answered.text, answered.key)

    async def _control(self, channel: Channel, address: str, changed: ControlChanged) -> None:
        if changed.how == "requested":
            await self._threads.tell_agents(channel, address, texts.CONTROL_REQUESTED)
            return
        ours = changed.app is not None and changed.app == self._platforms[channel].app
        await self._threads.control(channel, address, ours=ours)

    async def _linked(self, channel: Channel, address: str, linked: Linked) -> None:
        """The code of an account linking is the host site's identity token."""
        if linked.code is None:
            await self._addresses.unlink(channel, address)
            return
        try:
            found = await self._crm.customer(self._identities.read(linked.code))
        except CrmError as exc:
            raise NotYet(type(exc).__name__) from exc
        except HandoffError:
            found = None
        if found is None:
            await self._threads.tell_agents(channel, address, texts.LINK_NOT_PROVEN)
            return
        customer = Customer(id=found.id, name=found.name, level="verified", how="account_linking")
        if await self._link(channel, address, customer):
            await self._threads.welcome(channel, address)


def _key(lane: Lane) -> int:
    """What bridges know a lane by that one of them works on; two may share a key, and wait."""
    name = "/".join(lane).encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big", signed=True)
