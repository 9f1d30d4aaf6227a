"""Use cases of a platform's conversation beside messages: reactions, edits, whose it is."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from contracts.turn import Channel, Customer
from handoff.core import texts
from handoff.core.channel import text_pieces
from handoff.core.channel.port import Inbound
from handoff.core.clock import Clock
from handoff.core.model import BOT, MAX_TEXT, SYSTEM, Conversation, Message
from handoff.store.cases import taking_back
from handoff.store.conversations import log
from handoff.store.conversations.drafts import NOTHING, Content, Draft
from handoff.store.db.database import Database, WriteTx
from handoff.store.delivery import amendments, quotes
from handoff.usecases.casework import external_agent
from handoff.usecases.customer import numbers_hidden
from handoff.usecases.customer.new_conversation import first_of

REVOKED = "(deleted by the customer)"
REVOKED_BY_US = "(deleted by whoever wrote it)"


class PlatformEvents:
    """Reactions, edits, hands of others, and notes for the agents."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def react(self, channel: Channel, target: str, emoji: str | None) -> bool:
        """Show a reaction on its message, or take it back; False for a message not of ours."""
        async with self._db.write() as tx:
            found = await amendments.find(tx.connection, channel, target)
            if found is None:
                return False
            await amendments.note(tx, found.conversation_id, found.seq, reaction=emoji)
        return True

    async def reword(
        self,
        channel: Channel,
        target: str,
        text: str | None,
        *,
        ours: bool = False,
        hidden: bool = False,
    ) -> bool:
        """Show a message of the customer as it reads now, everywhere; without a text it is gone.

        With `hidden` a number was masked in it, which its customer is told.
        With `ours` it is one of the business's own. False for one that is not theirs to change.
        """
        async with self._db.write() as tx:
            found = await amendments.find(tx.connection, channel, target)
            if found is None or (found.author_kind != "customer") is not ours:
                return False
            conversation = await log.lock(tx, found.conversation_id)
            pieces = await log.pieces(tx.connection, conversation.id, found.seq)
            texts_now = () if text is None else text_pieces.split(text, MAX_TEXT)[: len(pieces)]
            for message, new in zip_longest(pieces, texts_now):
                await self._now_reads(tx, conversation, message, new)
            if not ours and (hidden or numbers_hidden.hides(text)):
                conversation = await log.find(tx.connection, conversation.id)
                await numbers_hidden.tell(tx, conversation, self._clock())
        return True

    async def _now_reads(
        self, tx: WriteTx, conversation: Conversation, message: Message, new: str | None
    ) -> None:
        if new is None:
            gone = REVOKED if message.author.kind == "customer" else REVOKED_BY_US
            await taking_back.revoke(tx, conversation, message, gone, self._clock())
        else:
            await taking_back.reword(tx, conversation, message, new, self._clock())

    async def quoted(self, channel: Channel, target: str | None) -> dict[str, Any]:
        """What a customer's message says of the one that it answers; empty where that is none."""
        if target is None:
            return {}
        async with self._db.read() as connection:
            return await quotes.heard(connection, channel, target)

    async def answered(
        self,
        channel: Channel,
        address: str,
        customer: Customer,
        text: str | None,
        provider_id: str,
        content: Content = NOTHING,
    ) -> None:
        """Somebody outside the desk has written: the bot is silent, and agents see it.

        Where nobody has written before, or not for long, they have begun the conversation, which is
        with `customer` as far as that is known.
        """
        now = self._clock()
        async with self._db.write() as tx:
            if await amendments.find(tx.connection, channel, provider_id) is not None:
                return
            conversation = await _locked(tx, channel, address)
            if conversation is None or conversation.ended:
                begun = Inbound(
                    channel=channel, address=address, client_id=provider_id, customer=customer
                )
                conversation = await log.begin(tx, first_of(begun, now, previous=conversation))
            conversation = await external_agent.has(tx, conversation, now)
            await external_agent.said(tx, conversation, text, provider_id, now, content)

    async def control(self, channel: Channel, address: str, *, ours: bool) -> None:
        """Another app has the thread now, or has given it back to us."""
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await _locked(tx, channel, address)
            if conversation is None:
                return
            if ours:
                await external_agent.gives_back(tx, conversation, now)
            else:
                await external_agent.has(tx, conversation, now)

    async def last_heard(self, conversation_id: str) -> str | None:
        """The platform's id of the customer's last message in a conversation."""
        async with self._db.read() as connection:
            return await amendments.last_heard(connection, conversation_id)

    async def welcome(self, channel: Channel, address: str) -> None:
        """Tell a customer who has just signed in that the bot may go on now."""
        async with self._db.write() as tx:
            conversation = await _locked(tx, channel, address)
            if conversation is None or conversation.owner != "bot":
                return
            content = Content(buttons=(texts.GO_ON_BUTTON,))
            draft = Draft(author=BOT, text=texts.SIGNED_IN, content=content)
            conversation, said = await log.append(tx, conversation, draft, self._clock())
            await log.change(tx, conversation, question_seq=said.seq)

    async def signed_out(self, channel: Channel, address: str, how: str) -> None:
        """Let a customer no longer be proven who has taken back that proof; what was said stays."""
        async with self._db.write() as tx:
            conversation = await _locked(tx, channel, address)
            if conversation is not None and conversation.how == how:
                lowered = {"level": "claimed", "how": None, "scope": None}
                await log.change(tx, conversation, **lowered)

    async def tell_agents(self, channel: Channel, address: str, text: str) -> None:
        """Leave an internal note in the conversation there, if there is one."""
        async with self._db.write() as tx:
            conversation = await _locked(tx, channel, address)
            if conversation is not None:
                draft = Draft(author=SYSTEM, kind="note", text=text)
                await log.append(tx, conversation, draft, self._clock())


async def _locked(tx: WriteTx, channel: Channel, address: str) -> Conversation | None:
    found = await log.latest_at(tx.connection, channel, address)
    return None if found is None else await log.lock(tx, found.id)
