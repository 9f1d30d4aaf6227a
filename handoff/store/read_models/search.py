"""Read model of search: what was said, noted, or is known of a customer; full text, filters.

The texts are kept by triggers of the database, in the transaction that writes a message or changes
a customer, so that no way of writing one can forget them; what is new has no words yet, and gets
them before anything is searched for.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.turn import Channel, ReasonCode
from handoff.core.errors import BadRequest
from handoff.core.model import AuthorKind, MessageKind
from handoff.core.mood import Label
from handoff.core.search.terms import Piece, Term, for_postgres, for_sqlite, pieces_of, terms_of
from handoff.core.search.words import words_of
from handoff.core.states import Owner
from handoff.store.db.database import Database
from handoff.store.tables.agent_tools import conversation_labels
from handoff.store.tables.cases import handoff_topics, handoffs
from handoff.store.tables.conversations import conversations, messages, search_texts

PAGE = 30
OF_CUSTOMER = 0
"""The `seq` of a conversation's customer: name, the CRM's id, the address on a platform."""

AT_ONCE = 1_000
"""Texts that are folded before a search; rounds of the bridge do the rest."""
IN_A_ROUND = 50
"""Texts that a round folds at once: nobody's message waits noticeably behind them."""
_UNREAD = (
    sa.select(search_texts.c.id, search_texts.c.text)
    .where(search_texts.c.words.is_(None))
    .order_by(search_texts.c.id.desc())
    .limit(sa.bindparam("most"))
)
# A text that has changed meanwhile is not given the words of the one before.
_FOLD = (
    search_texts.update()
    .where(search_texts.c.id == sa.bindparam("which"))
    .where(search_texts.c.text == sa.bindparam("known"))
    .values(words=sa.bindparam("found"))
)
_FTS = sa.table("search_words", sa.column("rowid", sa.Integer))
_at = sa.func.coalesce(messages.c.at, conversations.c.opened_at, type_=UtcTime)
_channel = sa.func.coalesce(messages.c.channel, conversations.c.channel)
_SHOWN = (
    search_texts.c.id,
    search_texts.c.conversation_id,
    search_texts.c.seq,
    search_texts.c.text,
    conversations.c.customer_name,
    conversations.c.owner,
    conversations.c.agent_id,
    messages.c.author_kind,
    messages.c.author_name,
    messages.c.kind,
    _channel.label("channel"),
    _at.label("at"),
)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to find. Without words: conversations that fit the filters, each once."""

    text: str = ""
    mood: Label | None = None
    topic: str | None = None
    """An intent that the bot heard before it handed over."""
    reason: ReasonCode | None = None
    rating: int | None = None
    agent_id: str | None = None
    """Who has the conversation, or had it."""
    channel: Channel | None = None
    label: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A message, or with `seq` 0 a conversation's customer. `id` rises with each."""

    id: int
    conversation_id: str
    seq: int
    pieces: tuple[Piece, ...]
    customer_name: str | None
    owner: Owner
    agent_id: str | None
    author_kind: AuthorKind | None
    author_name: str | None
    kind: MessageKind | None
    channel: Channel
    at: datetime


class Search:
    """Finds messages and customers, latest first."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def find(
        self, wanted: Wanted, *, before: int | None = None, limit: int = PAGE
    ) -> tuple[Hit, ...]:
        """What fits, behind the hit `before`; raises `BadRequest` when nothing is asked for."""
        terms = terms_of(wanted.text)
        if not terms and wanted == Wanted(text=wanted.text):
            raise BadRequest("Write a word to search for, or choose a filter.")
        self._db.channels.must_have(wanted.channel)
        if terms:
            await self._fold(AT_ONCE)
        query = self._matching(terms).where(*_filters(wanted))
        if before is not None:
            query = query.where(search_texts.c.id < before)
        async with self._db.read() as connection:
            rows = await connection.execute(query.limit(limit))
            return tuple(_hit(dict(row), terms) for row in rows.mappings())

    async def fold(self) -> None:
        """Have all texts folded, as after an upgrade."""
        while await self._fold(IN_A_ROUND) == IN_A_ROUND:
            pass

    async def topics(self) -> tuple[str, ...]:
        """What customers' cases were about, in order."""
        query = sa.select(handoff_topics.c.topic).distinct().order_by(handoff_topics.c.topic)
        async with self._db.read() as connection:
            return tuple((await connection.execute(query)).scalars())

    async def _fold(self, most: int) -> int:
        """Fold what is new into words, the latest first; returns how much it was."""
        async with self._db.read() as connection:
            rows = (await connection.execute(_UNREAD, {"most": most})).all()
        folded = [{"which": row.id, "known": row.text, "found": words_of(row.text)} for row in rows]
        if folded:
            async with self._db.write() as tx:
                await tx.connection.execute(_FOLD, folded)
        return len(folded)

    def _matching(self, terms: tuple[Term, ...]) -> sa.sql.Select:
        if not terms:
            every = _around(search_texts).where(search_texts.c.seq == OF_CUSTOMER)
            return every.order_by(search_texts.c.id.desc())
        if not self._db.is_sqlite:
            matches = sa.text(
                "to_tsvector('simple', search_texts.words) @@ to_tsquery('simple', :words)"
            ).bindparams(words=for_postgres(terms))
            return _around(search_texts).where(matches).order_by(search_texts.c.id.desc())
        matches = sa.text("search_words MATCH :words").bindparams(words=for_sqlite(terms))
        joined = _FTS.join(search_texts, search_texts.c.id == _FTS.c.rowid)
        # FTS5 walks its own numbers backwards, and stops at the limit.
        return _around(joined).where(matches).order_by(_FTS.c.rowid.desc())


def _around(texts: Any) -> sa.sql.Select:
    said = (messages.c.conversation_id == search_texts.c.conversation_id) & (
        messages.c.seq == search_texts.c.seq
    )
    where = texts.join(conversations, conversations.c.id == search_texts.c.conversation_id)
    return sa.select(*_SHOWN).select_from(where.outerjoin(messages, said))


def _filters(wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    if wanted.channel is not None:
        found.append(_channel == wanted.channel)
    if wanted.since is not None:
        found.append(_at >= wanted.since)
    if wanted.until is not None:
        found.append(_at < wanted.until)
    if wanted.agent_id is not None:
        had = _case(handoffs.c.agent_id == wanted.agent_id)
        found.append((conversations.c.agent_id == wanted.agent_id) | had)
    if wanted.label is not None:
        found.append(_labelled(wanted.label))
    of_case = {"mood": wanted.mood, "reason": wanted.reason, "rating": wanted.rating}
    same = [handoffs.c[name] == value for name, value in of_case.items() if value is not None]
    if wanted.topic is not None:
        same.append(_about(wanted.topic))
    return [*found, _case(*same)] if same else found


def _case(*fits: Any) -> Any:
    """Whether one case of the conversation fits in all of this."""
    here = handoffs.c.conversation_id == search_texts.c.conversation_id
    return sa.exists().where(here, *fits)


def _labelled(label_id: str) -> Any:
    here = conversation_labels.c.conversation_id == search_texts.c.conversation_id
    return sa.exists().where(here, conversation_labels.c.label_id == label_id)


def _about(topic: str) -> Any:
    same = handoff_topics.c.handoff_id == handoffs.c.id
    return sa.exists().where(same, handoff_topics.c.topic == topic)


def _hit(row: dict[str, Any], terms: tuple[Term, ...]) -> Hit:
    return msgspec.convert({**row, "pieces": pieces_of(row.pop("text"), terms)}, Hit)
