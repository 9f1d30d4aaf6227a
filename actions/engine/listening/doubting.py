"""Rule of when a likely reading is asked about before anything is made of it. Pure."""

from __future__ import annotations

from actions.engine.listening.doing import surely
from actions.engine.listening.listened import WAITS, Heard, Listened, Setting
from actions.engine.listening.matters import SURE
from actions.engine.listening.reranking import clear, sureness
from contracts.turn import IntentScore

_ORDER = "order_number"
_PLAIN = 0.85
"""From this confidence on a clause may speak for a whole message that is not clear by itself …"""
_GUESSED = 0.3
"""… if the whole is taken for the same with so much."""


def is_doubtful(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether a matter would be opened on a reading that is likely, and no more.

    One question costs less than a case about something else: of 28 first messages of strangers that
    were read with less than `SURE`, 13 were misread. An order that is named shows the rest, and
    danger is never doubted.
    """
    known = setting.known
    if setting.context in WAITS:
        return False
    if said.unsure:
        return bool(heard.matters)
    if not known.is_matter(said.intent) or said.intent in known.dangers or _names_order(said):
        return False
    return sureness(heard.reading, known) < SURE and said.intent not in surely(said.clauses)


def is_borne_out(intent: str, said: Heard, heard: Listened) -> bool:
    """Whether what is read from a part of an unclear message is borne out by the whole of it.

    Of 14 first messages of strangers that were read by one clause, 8 were misread. An order that
    is named shows the rest.
    """
    if _names_order(said):
        return True
    # What is left without the denied was put together of the clauses, and bears out any of them.
    whole = said.ranking if heard.denied else heard.reading
    best = clear(whole)
    if best is not None and best.name == intent:
        return True
    plain = any(one.intent == intent and one.confidence >= _PLAIN for one in heard.matters)
    return plain and any(one.name == intent and one.confidence >= _GUESSED for one in whole)


def _names_order(said: Heard) -> bool:
    return any(one.entity == _ORDER for one in said.entities)


def to_choose_from(heard: Listened) -> tuple[IntentScore, ...]:
    """What a doubtful message may be about: its clauses' matters first, then all of its reading."""
    top = max((one.confidence for one in heard.reading), default=1.0)
    matters = {
        one.intent: IntentScore(name=one.intent, confidence=min(top, one.confidence))
        for one in heard.matters
    }
    rest = (one for one in heard.reading if one.name not in matters)
    return tuple(sorted((*matters.values(), *rest), key=lambda one: -one.confidence))
