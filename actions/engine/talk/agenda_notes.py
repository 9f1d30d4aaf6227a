"""Ear for what is wanted: which of a turn's clauses go on the agenda, and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from actions.engine.business.business import business
from actions.engine.case.agenda import How, Phrase, brought, listened
from actions.engine.case.postal import street
from actions.engine.case.turn import Turn
from actions.engine.commerce.secrets import without_secrets
from actions.engine.listening.wishing import only_leads, says_more, wishes
from actions.engine.talk.base import Talk
from actions.engine.talk.offers import in_the_open
from contracts.impersonal import without_personal
from contracts.listening import Act, Clause, Context
from contracts.turn import WISH_FOR_PERSON

_SURE = 0.5
_LONGEST = 240
_FRESH: frozenset[Context] = frozenset({"nothing", "told"})
_NAMING: frozenset[How] = frozenset({"came_with", "asked", "wishes"})
_ASIDE: frozenset[Act] = frozenset({"answers", "asks_about", "feels"})
_SAYS_NOTHING: frozenset[Act] = frozenset({"agrees", "thanks", "closes", "noise"})
_FOR_PERSON: frozenset[Act] = frozenset({"wants_person", "refuses_person"})
_SMALL_TALK = frozenset(
    {
        *("greet", "goodbye", "thanks", "affirm", "deny", "cancel", "start_over", "repeat"),
        *("bot_challenge", "share_attachment", "test_message", "wrong_chat", "nudge", "praise"),
    }
)
"""Intents of what is no matter, and no word of one."""
_ANSWERS = frozenset({"affirm", "deny", "cancel"})
"""Intents of a yes or a no: by itself it answers what was asked, and names no wish."""
_PROVING = frozenset({"identity", "order_number", "new_address"})
"""Questions whose answers say who and where somebody is, which no summary holds."""
_ADDRESS = r"(?:\S+\s+)?\S*\d\S*[\s,]+{}[\s,]*\S*"
"""Street, number, postcode and town, where a text is known to hold them."""


def note(talk: Talk) -> None:
    """Write on the agenda what this turn says, once what the last one said has its place there."""
    heard = tuple(_phrases(talk)) if talk.turn.is_typed else ()
    talk.agenda = listened(talk.agenda, talk.case, heard, talk.turn.turn_id)


def bring(talk: Talk, parse_data: dict[str, Any]) -> None:
    """Write a matter on the agenda that was named beside another one."""
    text = impersonal(talk, str(parse_data.get("text") or ""))
    talk.agenda = brought(talk.agenda, parse_data["intent"]["name"], text)


def _phrases(talk: Talk) -> Iterator[Phrase]:
    """What is said of matters; clauses of one kind that follow each other are one phrase."""
    turn = talk.turn
    said = list(_by_clause(talk))
    is_named = turn.intent in business().topics and in_the_open(talk) in _FRESH
    if is_named and not any(one.how in _NAMING for one in said):
        # Whatever its clauses were taken for, all of it was taken for that.
        said = [_phrase(talk, turn.text, "came_with", turn.intent), *said]
    for (how, intent), together in groupby(said, key=lambda one: (one.how, one.intent)):
        yield Phrase(text=" ".join(one.text for one in together)[:_LONGEST], how=how, intent=intent)


def _by_clause(talk: Talk) -> Iterator[Phrase]:
    turn, context = talk.turn, in_the_open(talk)
    clauses = turn.clauses or (Clause(text=turn.text, start=0, end=len(turn.text)),)
    for clause in clauses:
        intent = turn.intent if len(clauses) == 1 else _shared(clause, turn)
        how = _how(clause, _act(clause, context), intent, is_fresh=context in _FRESH)
        if how is not None and not (how == "remark" and talk.case.waiting_for in _PROVING):
            yield _phrase(talk, clause.text, how, intent if how in _NAMING else "")


def _phrase(talk: Talk, text: str, how: How, intent: str) -> Phrase:
    return Phrase(text=impersonal(talk, text), how=how, intent="" if how == "wishes" else intent)


def _act(clause: Clause, context: Context) -> Act | None:
    """What the customer does by saying it, where that is sure."""
    best = next(iter(clause.acts.get(context, ())), None)
    return best.name if best is not None and best.confidence >= _SURE else None


def _shared(clause: Clause, turn: Turn) -> str:
    """What a clause among others is about, where that is what the turn was taken for."""
    best = next(iter(clause.intents), None)
    return turn.intent if best is not None and best.name == turn.intent else ""


def _how(clause: Clause, act: Act | None, intent: str, *, is_fresh: bool) -> How | None:
    text, for_person = clause.text, act in _FOR_PERSON or intent == WISH_FOR_PERSON
    if only_leads(text) or (for_person and not says_more(text)):
        return None
    if act in ("wishes", "refuses") and intent in _ANSWERS and not wishes(text):
        return "remark" if says_more(text) else None
    if act in ("wishes", "refuses") or (act != "asks_about" and wishes(text)):
        return "wishes"
    if act == "corrects":
        return "corrects" if _tells(clause) else "remark"
    if is_fresh and (named := _naming(intent)):
        return named
    if act in _SAYS_NOTHING or intent in _SMALL_TALK:
        return None
    if for_person or act in _ASIDE:
        return "remark"
    return _naming(intent) or "remark"


def _naming(intent: str) -> How | None:
    """How words name a matter: one to look into, or one that is answered at once."""
    if intent in business().topics:
        return "came_with"
    return "asked" if intent in business().matters else None


def _tells(clause: Clause) -> bool:
    """Whether a correction says what it is instead."""
    sure = {one.name for one in clause.intents if one.confidence >= _SURE}
    named = not sure.isdisjoint(business().matters)
    return named or bool(clause.entities) or re.search(r"\d", clause.text) is not None


def impersonal(talk: Talk, text: str) -> str:
    """Words without who and where the customer is."""
    if (where := street(text)) is not None:
        text = re.sub(_ADDRESS.format(re.escape(where.postcode)), "…", text)
    return without_personal(without_secrets(text.strip()), talk.turn.customer.name)
