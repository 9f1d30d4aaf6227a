"""Use cases of agents: take a case, answer, note, resolve."""

from __future__ import annotations

from actions.crm.complaint import RootCause
from contracts.payment_numbers import masked
from contracts.turn import Channel
from handoff.core import texts
from handoff.core.channel.outgoing_files import way_out
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, NotOwner, OfferGone, TooLong
from handoff.core.model import (
    MAX_TEXT,
    Agent,
    Author,
    Conversation,
    Disposition,
    Handoff,
    Message,
    MessageKind,
    Offer,
    Presence,
)
from handoff.core.ownership import must_own
from handoff.store.accounts import accounts, presence
from handoff.store.cases import notices, offers, queue, ratings
from handoff.store.conversations import log
from handoff.store.conversations.drafts import NOTHING, Content, Draft, status_line
from handoff.store.db.database import Database, WriteTx
from handoff.store.delivery import channel_stops, dead_letters, quotes
from handoff.usecases.agent import mentions
from handoff.usecases.agent.crm_debts import owe_complaint, owe_note, owe_settlement


class AgentActions:
    """The desk in the hands of its agents."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def accept(self, agent_id: str, offer_id: str) -> Conversation:
        """Take an offered case: the agent owns the conversation from here on.

        Raises `OfferGone`.
        """
        now = self._clock()
        async with self._db.write() as tx:
            offer, conversation, handoff = await _offered(tx, agent_id, offer_id)
            if offer.expires_at <= now:
                raise OfferGone
            agent = await accounts.find(tx.connection, agent_id)
            conversation = await log.move(tx, conversation, "agent", now, agent_id=agent_id)
            await offers.end(tx, offer, "accepted", conversation.id, now)
            await queue.move(
                tx,
                handoff,
                "assigned",
                conversation,
                why="accepted",
                by=agent_id,
                agent_id=agent_id,
                assigned_at=now,
            )
            await accounts.change(tx, agent_id, by=agent_id, idle_since=now, seen_at=now, missed=0)
            said = status_line(texts.joined(agent.name))
            conversation, _ = await log.append(tx, conversation, said, now)
            return conversation

    async def offered_in(self, offer_id: str) -> str | None:
        """Id of the conversation that an offer is about; None for an unknown offer."""
        async with self._db.read() as connection:
            offer = await offers.by_id(connection, offer_id)
            handoff = None if offer is None else await queue.find(connection, offer.handoff_id)
        return None if handoff is None else handoff.conversation_id

    async def decline(self, agent_id: str, offer_id: str) -> None:
        """Let an offered case go to the next agent. Raises `OfferGone`."""
        async with self._db.write() as tx:
            offer, _, _ = await _offered(tx, agent_id, offer_id)
            await offers.refuse(tx, offer, "declined", self._clock())
            await accounts.change(tx, agent_id, by=agent_id, missed=0)

    async def say(
        self,
        agent_id: str,
        conversation_id: str,
        *,
        epoch: int,
        client_id: str,
        text: str,
        content: Content = NOTHING,
        quote: int | None = None,
    ) -> Message:
        """Answer the customer, or the message `quote`.

        Raises `NotOwner`, `TooLong`, `BadRequest`.
        """
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            stored = await log.by_client_id(tx.connection, conversation_id, client_id)
            if stored is not None:
                return stored
            must_own(conversation, agent_id, epoch)
            profile = tx.channels.of(conversation.channel)
            for file in content.attachments:
                way_out(file, profile.can, profile.label)
            content = await quotes.onto(tx.connection, conversation_id, content, quote)
            return await self._write(
                tx, conversation, agent_id, text, client_id, kind="text", content=content
            )

    async def note(
        self, agent_id: str, conversation_id: str, *, client_id: str, text: str
    ) -> Message:
        """Leave an internal note, which the customer never sees; whom it names is told."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            stored = await log.by_client_id(tx.connection, conversation_id, client_id)
            if stored is not None:
                return stored
            note = await self._write(tx, conversation, agent_id, text, client_id, kind="note")
            await mentions.tell(tx, conversation, note, self._clock())
            return note

    async def resolve(
        self,
        agent_id: str,
        conversation_id: str,
        *,
        epoch: int,
        disposition: Disposition,
        note: str,
        root_cause: RootCause | None = None,
    ) -> None:
        """End the case: a rating is asked for, the CRM gets the note, and the bot is next.

        With a `root_cause` the CRM gets a complaint as well, unless the bot had it filed.
        Raises `NotOwner`, `Conflict` without an open case, `TooLong`.
        """
        if len(note) > MAX_TEXT:
            raise TooLong(texts.too_long("A closing note", MAX_TEXT))
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            must_own(conversation, agent_id, epoch)
            handoff = await queue.must_be_open(tx.connection, conversation_id)
            agent = await accounts.find(tx.connection, agent_id)
            said = status_line(texts.left(agent.name))
            conversation, _ = await log.append(tx, conversation, said, now)
            conversation = await ratings.ask(tx, conversation, ratings.of(handoff), now)
            conversation = await log.move(
                tx, conversation, "closed", now, handled_seq=conversation.last_seq
            )
            handoff = await queue.move(
                tx,
                handoff,
                "resolved",
                conversation,
                why="resolved",
                by=agent_id,
                ended_at=now,
                disposition=disposition,
                closing_note=masked(note.strip()),
            )
            await log.change(tx, conversation, updated_at=now)
            await accounts.change(tx, agent_id, by=agent_id, idle_since=now, seen_at=now)
            if root_cause is not None:
                await owe_complaint(tx, conversation, handoff, root_cause, now)
            await owe_note(tx, conversation, handoff, agent, now)
            await owe_settlement(tx, conversation, handoff, now)

    async def resume_channel(self, channel: Channel) -> bool:
        """Let a stopped channel go on; False when it was not stopped. Raises `NotFound`."""
        known = self._db.channels.known(channel)
        return await channel_stops.resume(self._db, known.name, self._clock())

    async def send_again(self, agent_id: str, conversation_id: str, seq: int) -> None:
        """Try again to deliver a message that was given up. Raises `NotOwner`, `Conflict`."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            if conversation.agent_id != agent_id:
                raise NotOwner
            await dead_letters.revive(tx, conversation, seq, self._clock())

    async def dismiss(self, agent_id: str, notice_id: str) -> None:
        """The agent has read a notice. Raises `NotFound`."""
        async with self._db.write() as tx:
            await notices.dismiss(tx, agent_id, notice_id)

    async def set_presence(self, agent_id: str, presence: Presence) -> Agent:
        """What an agent says of themselves."""
        now = self._clock()
        async with self._db.write() as tx:
            if presence == "available":
                await notices.take_back(tx, agent_id, notices.NOT_ANSWERED)
            return await accounts.appear(
                tx, agent_id, presence, now, by=agent_id, seen_at=now, idle_since=now, missed=0
            )

    async def connected(self, agent_id: str) -> Agent:
        """A console of the agent was opened: away stays away, offline becomes available."""
        async with self._db.write() as tx:
            agent = await accounts.find(tx.connection, agent_id)
            if agent.presence != "offline":
                await presence.seen(tx, [agent_id], self._clock())
                return agent
            now = self._clock()
            return await accounts.appear(
                tx, agent_id, "available", now, by=agent_id, seen_at=now, idle_since=now
            )

    async def still_there(self, agent_ids: list[str]) -> None:
        """These agents have a console open; who is missing for long counts as offline."""
        if agent_ids:
            async with self._db.write() as tx:
                await presence.seen(tx, agent_ids, self._clock())

    async def _write(
        self,
        tx: WriteTx,
        conversation: Conversation,
        agent_id: str,
        text: str,
        client_id: str,
        *,
        kind: MessageKind,
        content: Content = NOTHING,
    ) -> Message:
        if not text.strip() and not content.attachments:
            raise BadRequest("Please write something first.")
        if len(text) > MAX_TEXT:
            raise TooLong(f"Please keep it under {MAX_TEXT} characters.")
        agent = await accounts.find(tx.connection, agent_id)
        draft = Draft(
            author=_author(agent),
            kind=kind,
            text=text if text.strip() else None,
            content=content,
            client_id=client_id,
        )
        _, message = await log.append(tx, conversation, draft, self._clock())
        return message


def _author(agent: Agent) -> Author:
    return Author(kind="agent", id=agent.id, name=agent.name)


async def _offered(
    tx: WriteTx, agent_id: str, offer_id: str
) -> tuple[Offer, Conversation, Handoff]:
    offer = await offers.by_id(tx.connection, offer_id)
    if offer is None or offer.agent_id != agent_id:
        raise OfferGone
    handoff = await queue.find(tx.connection, offer.handoff_id)
    if handoff is None:
        raise OfferGone
    conversation = await log.lock(tx, handoff.conversation_id)
    # Read again under the lock: the customer or the clock may have been faster.
    offer = await offers.by_id(tx.connection, offer_id)
    handoff = await queue.find(tx.connection, handoff.id)
    if offer is None or offer.state != "pending" or handoff is None:
        raise OfferGone
    return offer, conversation, handoff
