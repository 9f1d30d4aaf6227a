"""What the bot did not understand of late, out of the conversation log, ready to be labelled."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa

from contracts.turn import WISH_FOR_PERSON, IntentScore, Parse
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import messages, turns
from scripts.misses.errors import CannotGather
from scripts.misses.labels import TOLD, Miss, Why, without_names

NOT_UNDERSTOOD = "nlu_fallback"
SOMETHING_ELSE = "deny"
UNKNOWN = "no_guess"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a customer; `parse` is what the bot made of it, if it was asked."""

    conversation_id: str
    text: str | None
    button_id: str | None
    at: dt.datetime
    parse: Parse | None


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """When a conversation went to a person."""

    conversation_id: str
    at: dt.datetime


def read(database_url: str, since: dt.datetime) -> tuple[list[Said], list[HandedOver]]:
    """Everything that customers said since then, in order. Raises `CannotGather`."""
    try:
        engine = sa.create_engine(database_url)
        with engine.connect() as connection:
            return _said(connection, since), _handed_over(connection, since)
    except sa.exc.SQLAlchemyError as exc:
        reason = str(exc).splitlines()[0]
        raise CannotGather(
            f"the conversation log cannot be read (DATABASE_URL): {reason}."
        ) from exc


def misses(said: Sequence[Said], handed_over: Sequence[HandedOver]) -> list[Miss]:
    """What may have been misunderstood, each text once, the surest labels first."""
    conversations: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        conversations[one.conversation_id].append(one)
    found = [
        *(miss for those in conversations.values() for miss in _asked_back(those)),
        *(miss for end in handed_over for miss in _last_words(conversations, end)),
    ]
    order = list(TOLD)
    once: dict[str, Miss] = {}
    for miss in sorted(found, key=lambda miss: order.index(miss.why)):
        once.setdefault(miss.text.casefold(), miss)
    return list(once.values())


def _asked_back(said: Sequence[Said]) -> Iterator[Miss]:
    following = (*said[1:], None)
    for one, after in zip(said, following, strict=True):
        if one.text and one.parse and one.parse.intent == NOT_UNDERSTOOD:
            pressed = after.button_id if after else None
            yield _miss(one.text, one.parse.ranking, pressed)


def _miss(text: str, ranking: Sequence[IntentScore], pressed: str | None) -> Miss:
    guess = next((one.name for one in ranking if one.name != NOT_UNDERSTOOD), UNKNOWN)
    why: Why = "not understood"
    if pressed == f"/{SOMETHING_ELSE}":
        why = "rejected"
    elif pressed in {f"/{one.name}" for one in ranking}:
        why, guess = "chosen", pressed.removeprefix("/")
    return Miss(text=without_names(text), intent=guess, why=why)


def _last_words(conversations: dict[str, list[Said]], end: HandedOver) -> Iterator[Miss]:
    before = [one for one in conversations[end.conversation_id] if one.text and one.at <= end.at]
    for one in before[-1:]:
        if one.parse and one.parse.intent not in (NOT_UNDERSTOOD, WISH_FOR_PERSON):
            yield Miss(
                text=without_names(one.text or ""), intent=one.parse.intent, why="handed over"
            )


def _said(connection: sa.Connection, since: dt.datetime) -> list[Said]:
    parses = {parse.message_id: parse for parse in _parses(connection, since)}
    where = (messages.c.author_kind == "customer") & (messages.c.at >= since)
    order = (messages.c.conversation_id, messages.c.seq)
    rows = connection.execute(sa.select(messages).where(where).order_by(*order))
    return [
        Said(
            conversation_id=row.conversation_id,
            text=row.text if row.content.get("button_id") is None else None,
            button_id=row.content.get("button_id"),
            at=row.at,
            parse=parses.get(row.id),
        )
        for row in rows
    ]


def _parses(connection: sa.Connection, since: dt.datetime) -> Iterator[Parse]:
    where = turns.c.parses.is_not(None) & (turns.c.created_at >= since)
    for row in connection.execute(sa.select(turns.c.parses).where(where)):
        yield from msgspec.convert(row.parses or [], list[Parse])


def _handed_over(connection: sa.Connection, since: dt.datetime) -> list[HandedOver]:
    chosen = sa.select(handoffs.c.conversation_id, handoffs.c.created_at)
    rows = connection.execute(chosen.where(handoffs.c.created_at >= since))
    return [HandedOver(conversation_id=row.conversation_id, at=row.created_at) for row in rows]
