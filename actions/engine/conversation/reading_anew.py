"""Bridge from a turn to the reader in use: what it reads holds for every action of the turn."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from actions.engine.listening.reader import Around, Message, reader
from actions.engine.talk.base import READING, TITLES_SLOT, Talk
from actions.engine.talk.offers import in_the_open


async def read_anew(talk: Talk) -> None:
    """Have a typed turn read; a reading other than the one that it came with is kept for it."""
    turn = talk.turn
    if not turn.clauses:
        return
    private = tuple((turn.customer.name or "").split())
    message = Message(text=turn.text, clauses=turn.clauses, private=private)
    clauses = await reader().read(message, _around(talk))
    if clauses != turn.clauses:
        kept = {"turn_id": turn.turn_id, "clauses": msgspec.to_builtins(clauses)}
        talk.set(READING, kept)
        talk.turn = replace(turn, clauses=clauses)


def _around(talk: Talk) -> Around:
    case = talk.case
    plan = case.plan.act if case.plan and case.waiting_for == "go_ahead" else ""
    return Around(
        context=in_the_open(talk),
        topic=case.topic,
        plan=plan,
        topics=talk.slot(TITLES_SLOT) or {},
    )
