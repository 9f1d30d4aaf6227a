"""Memory of what is talked of, with a case or without one, and what was only added to it."""

from __future__ import annotations

from itertools import islice

import msgspec

from actions.engine.business.business import business
from actions.engine.case.turn import intent_of, messages_by_turn, surroundings
from actions.engine.talk.base import Talk
from actions.engine.talk.offers import meanings_offered_in

SLOT = "follow_up"
_AS_FAR_BACK = 6
"""Turns: what was talked of before that is over."""
_ENDS = frozenset({"goodbye", "cancel", "start_over"})


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """The last message that only went on with its subject; `count` are those in a row."""

    turn_id: str = ""
    about: str = ""
    count: int = 0


def subject(talk: Talk) -> str:
    """The intent of the last matter that this turn may go on with; empty where there is none."""
    last = _kept(talk)
    for event in islice(messages_by_turn(talk.history), 1, 1 + _AS_FAR_BACK):
        if last.count and last.turn_id == surroundings(event).turn_id:
            return last.about
        if meanings := meanings_offered_in(talk, surroundings(event).turn_id):
            return meanings[0]
        intent = intent_of(event)
        if intent in _ENDS:
            return ""
        if business().listened_for.is_matter(intent):
            return intent
    return ""


def followed_up(talk: Talk) -> int:
    """Count this turn as one that goes on with its subject: how many there are in a row now."""
    last, about = _kept(talk), subject(talk)
    before = next(islice(messages_by_turn(talk.history), 1, 2), None)
    in_a_row = before is not None and last.turn_id == surroundings(before).turn_id
    count = last.count + 1 if in_a_row else 1
    kept = FollowUp(turn_id=talk.turn.turn_id, about=about, count=count)
    talk.set(SLOT, msgspec.to_builtins(kept))
    return count


def _kept(talk: Talk) -> FollowUp:
    return msgspec.convert(talk.slot(SLOT) or {}, FollowUp)
