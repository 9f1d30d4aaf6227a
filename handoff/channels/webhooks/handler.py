"""Message handler over the types of inbound events: acts on what a platform has told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import msgspec
import structlog

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from contracts.turn import Attachment, Channel, Customer
from handoff.channels.webhooks.addressing import joined_address
from handoff.channels.webhooks.number_proof import NumberProof
from handoff.channels.webhooks.platform import Platform, Unfetched
from handoff.channels.webhooks.read_marks import ReadMarks
from handoff.channels.webhooks.said import inbound_of, pieces_of
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
from handoff.core.clock import Clock
from handoff.core.errors import Blocked, Conflict, HandoffError
from handoff.core.identity_tokens import Vouched
from handoff.core.model import Message
from handoff.jobs.engine.retry import NotYet
from handoff.store.accounts.customer_sign_outs import CustomerSignOuts
from handoff.store.conversations.drafts import Content
from handoff.store.db.database import Database
from handoff.store.delivery import channel_stops
from handoff.store.delivery.addresses import Addresses
from handoff.store.delivery.deliveries import Deliveries
from handoff.usecases.customer.inbound import CustomerMessages
from handoff.usecases.customer.platform_events import PlatformEvents

LINKING = "account_linking"
"""How a customer is known who has signed in on the host site from a platform."""
FETCH_TRIES = 3

_log = structlog.get_logger(__name__)


class Identities(Protocol):
    """Who a host site says that somebody is."""

    def vouched(self, token: str) -> Vouched:
        """The CRM's id of the customer, and since when; raises `Unauthorized`."""


class UpdateHandler:
    """Does one update, whichever platform it is of.

    `country` (ISO 3166) is whose telephone numbers are that the CRM has without one.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        customer_messages: CustomerMessages,
        platforms: Mapping[Channel, Platform],
        crm: Crm,
        identities: Identities,
        *,
        country: str | None = None,
    ) -> None:
        self.read_marks = ReadMarks(platforms)
        self._db = db
        self._clock = clock
        self._customer_messages = customer_messages
        self._platforms = platforms
        self._crm = crm
        self._identities = identities
        self._sign_outs = CustomerSignOuts(db, clock)
        self._addresses = Addresses(db, clock)
        self._deliveries = Deliveries(db, clock)
        self._platform_events = PlatformEvents(db, clock)
        self._numbers = NumberProof(crm, country)

    async def act(self, channel: Channel, heard: Heard, attempts: int) -> bool:
        """Act on it; False when there is nothing to act on, and it is kept to be looked at.

        `attempts` are those before. Raises `NotYet` when it has to wait.
        """
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
            return await self._platform_events.react(channel, heard.target, heard.emoji)
        elif isinstance(heard, Edited):
            text = None if heard.revoked else heard.text
            return await self._platform_events.reword(
                channel, heard.target, text, ours=heard.echo, hidden=heard.numbers_hidden
            )
        else:
            await self._happened(
                channel, joined_address(heard.account, heard.sender.id), heard, attempts
            )
        return True

    async def _happened(
        self,
        channel: Channel,
        address: str,
        heard: Watermark | Answered | ControlChanged | Linked | Moved,
        attempts: int,
    ) -> None:
        if isinstance(heard, Watermark):
            await self._deliveries.all_reached(
                channel, address, heard.state, heard.until, heard.targets
            )
        elif isinstance(heard, Answered):
            await self._answered(channel, address, heard, attempts)
        elif isinstance(heard, ControlChanged):
            await self._control(channel, address, heard)
        elif isinstance(heard, Linked):
            await self._linked(channel, address, heard)
        else:
            new = joined_address(heard.account, heard.now)
            await self._addresses.move(channel, address, new)
            await self._platform_events.tell_agents(channel, new, texts.NUMBER_CHANGED)

    async def _said(self, channel: Channel, said: Said, attempts: int) -> None:
        address = joined_address(said.account, said.sender.id)
        customer = await self._who(channel, address, said.sender)
        first = inbound_of(channel, address, customer, said, pieces_of(said)[0], 0)
        if said.media and await self._customer_messages.keeps_apart(first):
            return
        fetched = [await self._file(channel, media, attempts) for media in said.media]
        attachments = [attachment for attachment, _ in fetched]
        lost = next((why for _, why in fetched if why), None)
        quote = await self._platform_events.quoted(channel, said.reply_to)
        message: Message | None = None
        for number, text in enumerate(pieces_of(said)):
            inbound = inbound_of(channel, address, customer, said, text, number)
            if number == 0:
                found = (*said.attachments, *attachments)
                about = {**inbound.custom, **quote}
                inbound = msgspec.structs.replace(
                    inbound, attachments=found, choice=said.payload, custom=about, refusal=lost
                )
            try:
                message = await self._customer_messages.receive(inbound)
            except Blocked:
                # Kept apart; no platform has a way to say so that is no answer.
                return
        if message is not None and message.for_bot:
            self.read_marks.note(channel, address, said.key)

    async def _who(self, channel: Channel, address: str, sender: Sender) -> Customer:
        """Who writes, as far as it was proven; on some channels a number proves it."""
        known = await self._addresses.meet(channel, address, sender.platform_id)
        if known.level != "anonymous":
            return known
        stranger = Customer(name=sender.name)
        proof = self._db.channels.of(channel).number_proof
        if proof is None or sender.phone is None:
            return stranger
        found = await self._numbers.owner(sender.phone, address)
        if found is None:
            return stranger
        customer = Customer(id=found.id, name=found.name, level="verified", how=proof.how)
        return customer if await self._link(channel, address, customer) else stranger

    async def _link(self, channel: Channel, address: str, customer: Customer) -> bool:
        try:
            await self._addresses.link(channel, address, customer)
        except Conflict:
            _log.warning("link_refused", channel=channel)
            await self._platform_events.tell_agents(channel, address, texts.LINK_REFUSED)
            return False
        return True

    async def _file(
        self, channel: Channel, media: Media, attempts: int
    ) -> tuple[Attachment, str | None]:
        """The file, fetched at once; one that is not kept is shown as such, and why is told."""
        try:
            return await self._platforms[channel].fetch(media), None
        except Unfetched as exc:
            if exc.again and attempts < FETCH_TRIES:
                raise NotYet(str(exc)) from exc
            _log.warning("file_not_fetched", channel=channel, reason=str(exc))
            why = texts.NOT_KEPT.get(str(exc), texts.NOT_FETCHED)
        name = f"{media.name or media.kind} ({why})"
        return Attachment(kind=media.kind, name=name, mime=media.mime), texts.not_kept(why)

    async def _receipt(self, channel: Channel, receipt: Receipt) -> None:
        target, tracker = receipt.target, receipt.tracker
        if receipt.state != "failed":
            known = await self._deliveries.reached(channel, target, tracker, receipt.state)
        else:
            why = self._platforms[channel].refusal(receipt.code)
            if isinstance(why, LineStopped):
                await channel_stops.stop(self._db, channel, why.code, self._clock())
            known = await self._deliveries.refused(channel, target, tracker, why)
        if not known:
            raise NotYet("unknown_message")

    async def _answered(
        self, channel: Channel, address: str, answered: Answered, attempts: int
    ) -> None:
        ours = answered.app is not None and answered.app == self._platforms[channel].app
        known = await self._deliveries.reached(channel, answered.key, answered.tracker, "sent")
        if ours or known:
            return
        fetched = [await self._file(channel, media, attempts) for media in answered.media]
        quote = await self._platform_events.quoted(channel, answered.reply_to)
        content = Content(
            attachments=(*answered.attachments, *(attachment for attachment, _ in fetched)),
            custom=quote or None,
        )
        customer = await self._who(channel, address, answered.sender)
        await self._platform_events.answered(
            channel, address, customer, answered.text, answered.key, content
        )

    async def _control(self, channel: Channel, address: str, changed: ControlChanged) -> None:
        if changed.how == "requested":
            await self._platform_events.tell_agents(channel, address, texts.CONTROL_REQUESTED)
            return
        ours = changed.app is not None and changed.app == self._platforms[channel].app
        await self._platform_events.control(channel, address, ours=ours)

    async def _linked(self, channel: Channel, address: str, linked: Linked) -> None:
        """The code of an account linking is the host site's identity token."""
        if linked.code is None:
            await self._addresses.unlink(channel, address)
            await self._platform_events.signed_out(channel, address, LINKING)
            return
        try:
            vouched = self._identities.vouched(linked.code)
            over = await self._sign_outs.ended(vouched.customer_id, vouched.since)
            found = None if over else await self._crm.people.customer(vouched.customer_id)
        except CrmError as exc:
            raise NotYet(type(exc).__name__) from exc
        except HandoffError:
            found = None
        if found is None:
            await self._platform_events.tell_agents(channel, address, texts.LINK_NOT_PROVEN)
            return
        customer = Customer(id=found.id, name=found.name, level="verified", how=LINKING)
        if await self._link(channel, address, customer):
            await self._platform_events.welcome(channel, address)
