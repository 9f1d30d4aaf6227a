"""Use cases of customers: write, press a button, rate; and what the desk makes of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy.exc import IntegrityError

from contracts.turn import Channel, Customer, HandoffRequest, Summary
from handoff.core.channel.port import Inbound
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, Blocked, LinkOver, NotFound, TooLong
from handoff.core.model import BOT, MAX_TEXT, Conversation, Message
from handoff.core.press import Press
from handoff.store.cases import expected_waits, queue, ratings
from handoff.store.cases.expected_waits import Place
from handoff.store.conversations import choices, delivery_states, log
from handoff.store.conversations.drafts import Draft
from handoff.store.db.database import Database, WriteTx
from handoff.store.delivery import cross_channel
from handoff.usecases.casework import external_agent, handing_over
from handoff.usecases.casework.contacts import ContactReader
from handoff.usecases.casework.handing_over import Prepared
from handoff.usecases.customer import numbers_hidden, rating, taking_in
from handoff.usecases.customer.keeping_apart import keep_apart
from handoff.usecases.customer.new_conversation import (
    by_link,
    first_of,
    identity,
    no_link,
    same_identity,
)
from handoff.usecases.customer.rating import Given

NOBODY = Customer()
PERSON_INSTEAD = HandoffRequest(
    reason="bot_unavailable",
    reason_text="The assistant could not answer, and the customer asked for a person.",
    skill="general",
    priority="high",
    summary=Summary(
        situation="The assistant was not able to answer. Nothing has been tried yet: "
        "the customer's own words are in the transcript.",
        suggested_next_step="Read the last messages and answer them.",
    ),
)


class CustomerMessages:
    """The desk as the channels see it."""

    def __init__(
        self, db: Database, clock: Clock, read_contact: ContactReader, *, reopen_after: timedelta
    ) -> None:
        self._db = db
        self._clock = clock
        self._read_contact = read_contact
        self._reopen_after = reopen_after

    async def conversation_at(
        self, channel: Channel, address: str, customer: Customer = NOBODY
    ) -> Conversation | None:
        """The conversation that a message from there would belong to; None before the first.

        A verified customer's may have begun on another channel.
        """
        async with self._db.read() as connection:
            found = await log.latest_of(
                connection, channel, address, cross_channel.whole_account(customer)
            )
        return None if found is None or self.is_over(found) else found

    def is_over(self, conversation: Conversation) -> bool:
        """Whether it was closed so long ago that it is not continued any more."""
        return log.is_over(conversation, self._clock(), self._reopen_after)

    async def conversation(self, conversation_id: str) -> Conversation:
        """The conversation with that id; raises `NotFound`."""
        async with self._db.read() as connection:
            return await log.find(connection, conversation_id)

    async def transcript(
        self, conversation_id: str, *, after: int = 0, limit: int = 500, notes: bool = False
    ) -> tuple[Message, ...]:
        """Messages behind `after`, in order."""
        async with self._db.read() as connection:
            return await log.transcript(
                connection, conversation_id, after=after, limit=limit, notes=notes
            )

    async def place(self, conversation_id: str) -> Place | None:
        """Where the conversation is in the queue; None when it does not wait."""
        async with self._db.read() as connection:
            return await expected_waits.place_of(connection, conversation_id, self._clock())

    async def places(self) -> dict[str, Place]:
        """Where every conversation in the queue is."""
        async with self._db.read() as connection:
            return await expected_waits.all_places(connection, self._clock())

    async def receive(self, inbound: Inbound) -> Message:
        """Keep a message of a customer and set in motion what it needs.

        The same `client_id` twice gives the message that was stored first. Numbers of cards and
        accounts are masked before anything else. Raises `TooLong`,
        `BadRequest` for an empty message or a button that was never offered, `Blocked` for
        whoever may not write here, whose words are kept apart.
        """
        _refuse_bad(inbound)
        inbound = numbers_hidden.without_numbers(inbound)
        try:
            message = await self._receive(inbound)
        except IntegrityError:
            # Another device of the customer was faster, with this message or with the first one.
            message = await self._receive(inbound)
        if message is None:
            raise Blocked
        return message

    async def keeps_apart(self, inbound: Inbound) -> bool:
        """Whether whoever writes may not; asked before files of theirs are fetched or kept."""
        async with self._db.write() as tx:
            inbound = numbers_hidden.without_numbers(inbound)
            latest = await cross_channel.latest_for(tx.connection, inbound)
            return await keep_apart(tx, inbound, latest, self._clock())

    async def rate(self, given: Given, *, handoff_id: str, only: str | None = None) -> Message:
        """Keep a rating of an agent's case, as the form gives it.

        With `only` it must be of a case in that conversation. Raises `NotFound`, `BadRequest`,
        `TooLong`.
        """
        rating.check(given)
        async with self._db.write() as tx:
            handoff = await queue.find(tx.connection, handoff_id)
            if handoff is None or only not in (None, handoff.conversation_id):
                raise NotFound(rating.NOTHING_TO_RATE)
            return await rating.keep(tx, ratings.of(handoff), given, self._clock())

    async def looks_at(self, conversation_id: str, page: Mapping[str, Any]) -> None:
        """Note the page that the customer of a conversation under way has come to."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            if conversation.owner != "closed" and conversation.page != page:
                await log.change(tx, conversation, page=dict(page))

    async def end_links(self, conversation_id: str) -> None:
        """Let no link into a conversation hold that was made so far. Raises `NotFound`."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            await log.change(tx, conversation, link_epoch=conversation.link_epoch + 1)

    async def mark(
        self, conversation_id: str, seq: int, state: Literal["delivered", "read"]
    ) -> None:
        """Note how far the customer has received or read; never goes back."""
        async with self._db.write() as tx:
            await delivery_states.mark(tx, conversation_id, state, up_to=seq)

    async def adopt(self, channel: Channel, visitor_address: str, customer: Customer) -> None:
        """A visitor signed in: their open anonymous conversation becomes the customer's.

        Nothing moves when the customer has an open conversation of their own already.
        """
        address = customer_address(customer.id)
        try:
            async with self._db.write() as tx:
                mine = await log.latest_at(tx.connection, channel, visitor_address)
                theirs = await log.latest_at(tx.connection, channel, address)
                if mine is None or mine.owner == "closed" or mine.customer_id is not None:
                    return
                if theirs is not None and theirs.owner != "closed":
                    return
                mine = await log.lock(tx, mine.id)
                await log.change(tx, mine, address=address, **identity(customer))
        except IntegrityError:
            # The customer opened a conversation on another device at the same moment: it stays.
            return

    async def _receive(self, inbound: Inbound) -> Message | None:
        """The message as it is kept; None where it is kept apart."""
        now = self._clock()
        inbound, press = await self._resolved(inbound)
        # Read before the transaction: the CRM may take seconds, a transaction must not.
        prepared = await self._prepared_for(press)
        async with self._db.write() as tx:
            latest = await cross_channel.lock_latest_for(tx, inbound)
            if latest is not None:
                stored = await log.by_client_id(tx.connection, latest.id, inbound.client_id)
                if stored is not None:
                    return stored
            if await keep_apart(tx, inbound, latest, now):
                return None
            conversation = await self._conversation_for(tx, inbound, latest, now)
            press = await choices.pressed_now(tx.connection, conversation, inbound, press)
            score = await taking_in.score_in(tx, conversation, inbound, press, now)
            if score is not None:
                return score
            return await taking_in.take_in(tx, conversation, inbound, press, prepared, now)

    async def _resolved(self, inbound: Inbound) -> tuple[Inbound, Press | None]:
        """The button that a message presses, if it does; a choice of no button of ours is words."""
        profile = self._db.channels.of(inbound.channel)
        if not choices.is_meant(inbound, profile):
            return inbound, None
        async with self._db.read() as connection:
            found = await cross_channel.latest_for(connection, inbound)
            # A page names what it shows; what a platform gives back is of a conversation under way.
            if found is None or (inbound.button is None and self.is_over(found)):
                press = None
            else:
                press = await choices.press_of(connection, found, inbound, profile)
        if press is not None:
            button = (press.seq, press.place)
            return msgspec.structs.replace(inbound, choice=None, text=None, button=button), press
        return choices.in_words(inbound), None

    async def _prepared_for(self, press: Press | None) -> Prepared | None:
        """What a handoff needs, if the desk's own button for a person was pressed."""
        if press is None or not press.wants_person:
            return None
        which, key = press.conversation_id, f"{press.conversation_id}:{press.seq}:handoff"
        return await handing_over.prepare(
            self._db, self._read_contact, which, PERSON_INSTEAD, key=key
        )

    async def _conversation_for(
        self, tx: WriteTx, inbound: Inbound, latest: Conversation | None, now: datetime
    ) -> Conversation:
        """The conversation that the message belongs to, which knows of it what is to be known."""
        ended = latest is not None and latest.ended and inbound.button is None
        if latest is None or ended or self.is_over(latest):
            if inbound.only is not None:
                raise LinkOver
            conversation = await _begun(tx, inbound, latest, now)
        else:
            conversation = await _continued(tx, inbound, latest)
        conversation = await cross_channel.open_window(tx, conversation, inbound, now)
        if latest is not None and now - latest.updated_at > self._reopen_after:
            conversation = await external_agent.gives_back(tx, conversation, now)
        return conversation


def customer_address(customer_id: str | None) -> str:
    """Where a customer is whom the host site has vouched for, the same on each of their devices."""
    return f"crm:{customer_id}"


async def _begun(
    tx: WriteTx, inbound: Inbound, latest: Conversation | None, now: datetime
) -> Conversation:
    """A new conversation, with what the bot had said to invite the customer."""
    begun = await log.begin(tx, first_of(inbound, now, previous=latest))
    if inbound.opening is None:
        return begun
    begun, _ = await log.append(tx, begun, Draft(author=BOT, text=inbound.opening), now)
    return begun


async def _continued(tx: WriteTx, inbound: Inbound, conversation: Conversation) -> Conversation:
    """The conversation with what this message says of its customer, and of where they are."""
    known = identity(inbound.customer)
    if inbound.only is not None:
        known = by_link(conversation, inbound.only)
    elif inbound.customer.level == "anonymous" or same_identity(conversation, known):
        known = no_link(conversation)
    known |= await cross_channel.come_here(tx, conversation, inbound)
    around = {"page": dict(inbound.page) or None, "client": inbound.client}
    new = {k: v for k, v in around.items() if v and v != getattr(conversation, k)}
    if known or new:
        conversation = await log.change(tx, conversation, **known, **new)
    return conversation


def _refuse_bad(inbound: Inbound) -> None:
    if inbound.text is not None and len(inbound.text) > MAX_TEXT:
        raise TooLong(
            f"Please keep it under {MAX_TEXT} characters: this message has {len(inbound.text)}."
        )
    pressed = inbound.button is not None or inbound.choice is not None
    if not pressed and not inbound.attachments and not (inbound.text or "").strip():
        raise BadRequest("Please write something first.")
