"""Use case: a customer hears the end of what was sent off for them, or a person finds it out."""

from __future__ import annotations

import hashlib

from actions.crm.once_only.write import Write
from contracts.turn import Attempt, HandoffRequest, Summary
from handoff.core import texts, write_texts
from handoff.core.clock import Clock
from handoff.core.errors import NotFound
from handoff.core.model import BOT, SYSTEM, Conversation
from handoff.store.cases import crm_tasks
from handoff.store.cases.crm_tasks import TicketTask
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import Database, WriteTx
from handoff.usecases.casework import handing_over
from handoff.usecases.casework.contacts import ContactReader
from handoff.usecases.casework.handing_over import Prepared

NOT_CONFIRMED = "sent off, never confirmed: it may be done, or not"


class WriteEndings:
    """Tells it once, in the conversation that it was agreed on in, wherever that goes on."""

    def __init__(self, db: Database, clock: Clock, read_contact: ContactReader) -> None:
        self._db = db
        self._clock = clock
        self._read_contact = read_contact

    async def tell(self, write: Write) -> None:
        """What became of it, as the bot, in one message."""
        if write.state == "done":
            text = write_texts.confirmed(write.act, write.target, write.remote_id)
        else:
            text = write_texts.did_not_go_through(write.act, write.target)
        if text is None or write.conversation_id is None:
            return
        async with self._db.write() as tx:
            conversation = await _open(tx, write)
            if conversation is not None:
                await self._say(tx, conversation, write, text, asks=write.state == "failed")

    async def give_to_person(self, write: Write) -> None:
        """Nobody could see what became of it: a case where the bot has the conversation, a note
        where a person has it, a ticket where it is over. Raises `InvalidPacket`."""
        if write.conversation_id is None:
            return
        prepared = await self._prepared(write)
        if prepared is None:
            return
        text = write_texts.still_open(write.act, write.target)
        async with self._db.write() as tx:
            conversation = await _open(tx, write)
            if conversation is None:
                return
            if text is not None and write.owed:
                conversation = await self._say(tx, conversation, write, text, asks=False)
            await self._bring(tx, conversation, write, prepared)

    async def _bring(
        self, tx: WriteTx, conversation: Conversation, write: Write, prepared: Prepared
    ) -> None:
        now = self._clock()
        match conversation.owner:
            case "bot":
                await handing_over.to_queue(tx, conversation, prepared, now)
            case "closed" if conversation.customer_id is not None:
                ticket = TicketTask(
                    customer_id=conversation.customer_id,
                    conversation_id=conversation.id,
                    call_back=False,
                    subject="A write that was never confirmed",
                    body=_known(write),
                )
                await crm_tasks.add(tx, key=f"{write.key}:unconfirmed", task=ticket, now=now)
            case _:
                note = Draft(author=SYSTEM, kind="note", text=_known(write))
                await log.append(tx, conversation, note, now)

    async def _say(
        self, tx: WriteTx, conversation: Conversation, write: Write, text: str, *, asks: bool
    ) -> Conversation:
        """Say it, with a way to a person where the bot may offer one."""
        offers = asks and conversation.owner == "bot"
        content = Content(buttons=(texts.PERSON_BUTTON,) if offers else ())
        draft = Draft(author=BOT, text=text, content=content, client_id=_once(write))
        conversation, message = await log.append(tx, conversation, draft, self._clock())
        if offers:
            conversation = await log.change(tx, conversation, question_seq=message.seq)
        return conversation

    async def _prepared(self, write: Write) -> Prepared | None:
        try:
            return await handing_over.prepare(
                self._db,
                self._read_contact,
                str(write.conversation_id),
                _request(write),
                key=f"{write.key}:unconfirmed",
            )
        except NotFound:
            return None


async def _open(tx: WriteTx, write: Write) -> Conversation | None:
    """The conversation, locked; None where it is gone, or has heard of this before."""
    try:
        conversation = await log.lock(tx, str(write.conversation_id))
    except NotFound:
        return None
    heard = await log.by_client_id(tx.connection, conversation.id, _once(write))
    return None if heard is not None else conversation


def _once(write: Write) -> str:
    """The id of the message that tells the end, however often that is tried."""
    return f"write:{hashlib.sha256(write.key.encode()).hexdigest()[:40]}"


def _known(write: Write) -> str:
    sent = write.tried_at.strftime("%Y-%m-%d %H:%M")
    return write_texts.for_colleagues(write.act, write.target, sent, write.tries)


def _request(write: Write) -> HandoffRequest:
    return HandoffRequest(
        reason="action_failed",
        reason_text="What was agreed on was sent, and never confirmed.",
        skill="general",
        priority="high",
        summary=Summary(
            situation=_known(write),
            tried=(Attempt(action=f"{write.act} for {write.target}", result=NOT_CONFIRMED),),
            suggested_next_step=(
                f"Look in the shop's system whether {write.act} was done before doing it again."
            ),
        ),
    )
