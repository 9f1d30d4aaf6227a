"""Guard of proposed readings: what rests on no words, or names what is not there, is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

import msgspec

from actions.engine.listening.reader import Around, Message
from contracts.listening import Act, ActScore, Asked, AskedScore, Clause
from contracts.turn import Entity, IntentScore

MOST_CLAUSES, MOST_TOPICS = 12, 5
ACTS, QUESTIONS = frozenset(get_args(Act)), frozenset(get_args(Asked))
_CONSENT = "agrees"


class ProposedTopic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic that somebody proposes for a clause, and how sure they say they are."""

    name: str
    confidence: float = 0.5


class ProposedClause(msgspec.Struct, frozen=True, kw_only=True):
    """A clause as somebody proposes it: the words it rests on, an act, a question, topics."""

    quote: str
    act: str = ""
    act_confidence: float = 0.8
    question: str | None = None
    topics: tuple[ProposedTopic, ...] = ()


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A whole reading as somebody proposes it."""

    clauses: tuple[ProposedClause, ...] = ()


def verified(proposal: Proposal, message: Message, around: Around) -> tuple[Clause, ...]:
    """What holds of it, in the message's order: each clause quotes words that stand there.

    Unknown acts, questions and topics are dropped. A yes is one only where the built-in reading
    has it as well, and entities are the built-in ones: nobody else finds an order number.
    """
    found: list[Clause] = []
    at = 0
    for proposed in proposal.clauses[:MOST_CLAUSES]:
        start = message.text.find(proposed.quote, at) if proposed.quote.strip() else -1
        if start < 0:
            continue
        at = start + len(proposed.quote)
        found.append(_clause(proposed, start, message, around))
    return tuple(found)


def _clause(one: ProposedClause, start: int, message: Message, around: Around) -> Clause:
    end = start + len(one.quote)
    act = _act(one, start, end, message, around)
    return Clause(
        text=message.text[start:end],
        start=start,
        end=end,
        intents=tuple(_topics(one, around)),
        entities=tuple(_entities(message.clauses, start, end)),
        acts={around.context: (act,)} if act else {},
        asks=tuple(_question(one)),
    )


def _act(
    one: ProposedClause, start: int, end: int, message: Message, around: Around
) -> ActScore | None:
    if one.act not in ACTS:
        return None
    if one.act == _CONSENT and not _agreed(message.clauses, start, end, around):
        return None
    return ActScore(name=msgspec.convert(one.act, Act), confidence=_share(one.act_confidence))


def _agreed(own: Sequence[Clause], start: int, end: int, around: Around) -> bool:
    rows = (c.acts.get(around.context, ()) for c in own if c.start < end and start < c.end)
    return any(row and row[0].name == _CONSENT for row in rows)


def _question(one: ProposedClause) -> Iterator[AskedScore]:
    if one.question in QUESTIONS:
        yield AskedScore(name=msgspec.convert(one.question, Asked), confidence=1.0)


def _topics(one: ProposedClause, around: Around) -> Iterator[IntentScore]:
    known = [topic for topic in one.topics if topic.name in around.topics][:MOST_TOPICS]
    for topic in sorted(known, key=lambda each: -each.confidence):
        yield IntentScore(name=topic.name, confidence=_share(topic.confidence))


def _entities(own: Sequence[Clause], start: int, end: int) -> Iterator[Entity]:
    for entity in (entity for clause in own for entity in clause.entities):
        placed = entity.start is not None and entity.end is not None
        if placed and start <= (entity.start or 0) and (entity.end or 0) <= end:
            yield entity


def _share(confidence: float) -> float:
    return min(1.0, max(0.0, confidence))
