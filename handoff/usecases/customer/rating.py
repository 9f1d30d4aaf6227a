"""Use case of rating: a customer says how it went, with an agent or with the bot alone."""

from __future__ import annotations

from datetime import datetime

import msgspec

from contracts.turn import Channel
from handoff.core.errors import BadRequest, NotFound, TooLong
from handoff.core.model import MAX_TEXT, Message
from handoff.store.cases import ratings
from handoff.store.cases.ratings import Rated
from handoff.store.conversations import log
from handoff.store.db.database import WriteTx

NOTHING_TO_RATE = "There is nothing to rate here."


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a customer gives, and from where; the same `client_id` twice counts once."""

    channel: Channel
    address: str
    score: int
    comment: str
    client_id: str


def check(given: Given) -> None:
    """Raises `BadRequest` for a score that is none, `TooLong` for the comment."""
    if given.score not in range(1, 6):
        raise BadRequest("A rating is a number from 1 to 5.")
    if len(given.comment) > MAX_TEXT:
        raise TooLong(f"Please keep the comment under {MAX_TEXT} characters.")


async def keep(tx: WriteTx, rated: Rated, given: Given, now: datetime) -> Message:
    """Keep a rating that was checked. Raises `NotFound` where it is somebody else's to give."""
    conversation = await log.lock(tx, rated.conversation_id)
    if (conversation.channel, conversation.address) != (given.channel, given.address):
        raise NotFound(NOTHING_TO_RATE)
    stored = await log.by_client_id(tx.connection, conversation.id, given.client_id)
    if stored is not None:
        return stored
    return await ratings.keep(
        tx,
        conversation,
        rated,
        given.score,
        given.comment.strip(),
        now=now,
        client_id=given.client_id,
    )
