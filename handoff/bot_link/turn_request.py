"""What the bot is asked in a turn: the customer's words, and what it could not see, in SQL."""

from __future__ import annotations

from itertools import takewhile

import msgspec

from contracts.turn import Message as TurnMessage
from contracts.turn import Metadata, Since, Turn
from handoff.core.channel.identity import is_same, of_message
from handoff.core.model import DISPOSITIONS, Conversation, Handoff, Message
from handoff.store.cases import queue, ratings
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.turn_log import TurnRow
from handoff.store.db.database import WriteTx

PLACE = ("url", "title")
"""What the bot hears of the page that the customer is on."""


async def freeze(tx: WriteTx, row: TurnRow, conversation: Conversation) -> dict[str, object]:
    """Fix what the turn answers, so that each try is the same turn."""
    waiting = await log.transcript(tx.connection, conversation.id, after=conversation.handled_seq)
    taken = _of_one([m for m in waiting if m.for_bot], conversation)
    event = ratings.as_event(taken[0])
    turn = Turn(
        turn_id=row.id,
        conversation_id=conversation.id,
        epoch=conversation.epoch,
        channel=conversation.channel,
        messages=() if event else tuple(_as_turn_message(message) for message in taken),
        event=event,
        since=await _since(tx, conversation),
        metadata=_metadata(conversation, taken[0]),
    )
    request: dict[str, object] = msgspec.to_builtins(turn)
    last = taken[-1].seq
    await turn_log.update(tx, row.id, request=request, last_seq=last)
    await log.change(tx, conversation, handled_seq=last)
    return request


def _of_one(waiting: list[Message], conversation: Conversation) -> list[Message]:
    """What the next turn answers, which is as far as it speaks for the same customer."""
    taken = _taken(waiting)
    first = of_message(taken[0], conversation)
    same = (is_same(first, of_message(message, conversation)) for message in taken)
    return [message for message, _ in zip(taken, takewhile(bool, same), strict=False)]


def _taken(waiting: list[Message]) -> list[Message]:
    """What the next turn answers: one press or rating, or the texts before the next of these."""
    alone = [place for place, message in enumerate(waiting) if _stands_alone(message)]
    return waiting[: max(1, alone[0])] if alone else waiting


def _stands_alone(message: Message) -> bool:
    return message.button_id is not None or message.kind == "rating"


def _as_turn_message(message: Message) -> TurnMessage:
    if message.button_id is not None:
        return TurnMessage(id=message.id, button_id=message.button_id)
    return TurnMessage(id=message.id, text=message.text, attachments=message.attachments)


def _metadata(conversation: Conversation, message: Message) -> Metadata:
    return Metadata(
        customer=of_message(message, conversation),
        client=conversation.client,
        locale=conversation.locale,
        page={name: conversation.page[name] for name in PLACE if name in conversation.page},
    )


async def _since(tx: WriteTx, conversation: Conversation) -> Since | None:
    """What happened behind the bot's back, if anything did."""
    missed = await log.transcript(tx.connection, conversation.id, after=conversation.known_seq)
    said = tuple(m.text for m in missed if m.author.kind == "agent" and m.text)
    dropped = await turn_log.unseen(tx.connection, conversation)
    handoff = await queue.last_in(tx.connection, conversation.id)
    outcome = None
    ended = handoff is not None and handoff.state == "resolved"
    if handoff is not None and ended and any(m.kind == "rating_request" for m in missed):
        outcome = _outcome(handoff)
    if not (said or dropped or outcome):
        return None
    name = next((m.author.name for m in reversed(missed) if m.author.kind == "agent"), None)
    return Since(outcome=outcome, agent_name=name, agent_messages=said, dropped_turns=dropped)


def _outcome(handoff: Handoff) -> str | None:
    """What the agent wrote for whoever comes next, or how it ended where they wrote nothing."""
    if handoff.closing_note:
        return handoff.closing_note
    return DISPOSITIONS[handoff.disposition] if handoff.disposition else None
