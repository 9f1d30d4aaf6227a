"""Carries out what was heard: a message may leave a case, wish, refuse, and bring more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

from actions.engine.case.agenda import marked
from actions.engine.case.case import ended
from actions.engine.case.turn import (
    FALLBACK_INTENT,
    OUT_OF_SCOPE,
    TakenAs,
    Turn,
    messages_by_turn,
    surroundings,
)
from actions.engine.conversation.clarify import ask_what_is_meant
from actions.engine.conversation.following_up import follow_up
from actions.engine.conversation.handoff import hand_over
from actions.engine.conversation.parse_data import (
    ParseData,
    of_matter,
    of_turn,
    of_words,
    placeless,
)
from actions.engine.conversation.what_was_heard import WhatWasHeard, hear, unanswered
from actions.engine.listening.cues import person as person_in
from actions.engine.listening.doubting import to_choose_from
from actions.engine.listening.following import in_context
from actions.engine.listening.matters import matters
from actions.engine.listening.reconcile import Move, meaning
from actions.engine.listening.reranking import clear, others, together
from actions.engine.talk import parking
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.talk.forewarning import forewarn_in_passing
from actions.engine.talk.offers import NO_PERSON
from contracts.listening import Clause
from contracts.turn import WISH_FOR_PERSON, IntentScore

CORRECTIONS = "corrections"
"""The slot with the turn of the last correction, and how many came in a row."""
_CORRECTIONS_BEFORE_A_PERSON = 2
_YES_OR_NO = ("affirm", "deny")
_BEFORE_QUESTIONS: frozenset[Move] = frozenset(
    {
        "person",
        "no_person",
        "wish",
        "refusal",
        "correction",
        "answer",
        "name",
        "settles",
        "elsewhere",
        "matters",
    }
)
"""What stands before a question in the written order; several matters are named first as well."""


def counts_otherwise(heard: WhatWasHeard) -> bool:
    """Whether the message counts as something else than it was taken for: `ActionHear` sees to it.

    What is let through, the rules and the form answer.
    """
    if heard.move == "person":
        return heard.said.intent != WISH_FOR_PERSON
    return heard.move == "correction" or heard.move in _MOVES


def outranks_questions(heard: WhatWasHeard) -> bool:
    """Whether what comes first counts more than any question about what was said last."""
    return heard.move in _BEFORE_QUESTIONS and counts_otherwise(heard)


class ActionHear(DeskAction):
    """Goes on with what a message means, where that is not what the whole of it was taken for."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_hear"

    async def perform(self, talk: Talk) -> None:
        """Do what comes first; the rest waits, or is answered with it."""
        talk.set(RUN_NEXT, None)
        # A question that has an answer was answered by another action.
        heard = unanswered(hear(talk))
        if heard.move == "correction":
            return await _corrected(talk, heard)
        if heard.move in _MOVES:
            await _go_on(talk, _MOVES[heard.move](talk, heard))
        return None


class _Instead(msgspec.Struct, frozen=True, kw_only=True):
    """Parse data to go on with, and what it counts as."""

    parse_data: ParseData
    taken_as: TakenAs | None = None


async def _go_on(talk: Talk, instead: _Instead | None) -> None:
    if instead is None:
        return
    told = Turn(turn_id="", conversation_id="", text="", intent="")
    await forewarn_in_passing(talk, replace(told, **_as_turn(instead.parse_data)))
    parking.without(talk, instead.parse_data["intent"]["name"])
    talk.hear_instead(instead.parse_data, instead.taken_as)


def _as_turn(parse_data: ParseData) -> dict[str, Any]:
    goods = [e["value"] for e in parse_data["entities"] if e["entity"] == "product"]
    return {
        "text": parse_data["text"],
        "intent": parse_data["intent"]["name"],
        "entities": {"product": tuple(goods)},
    }


def _wants_nobody(talk: Talk, heard: WhatWasHeard) -> _Instead | None:
    """Answer what else was said; nobody is offered from here on."""
    talk.set(NO_PERSON, True)
    meant = meaning(heard.said, heard.listened, heard.setting)
    if meant is not None:
        return _Instead(parse_data=_whole(heard, meant))
    talk.utter("utter_no_person")
    if talk.case.waiting_for:
        talk.resume_form()
        return None
    rest = [one for one in heard.said.clauses if person_in(one.text) is None]
    if rest:
        reading = others(together(rest), WISH_FOR_PERSON, heard.setting.known)
        ask_what_is_meant(talk, reading, otherwise="utter_own_words")
    talk.then_listen()
    return None


def _wish(_talk: Talk, heard: WhatWasHeard) -> _Instead:
    remedy = heard.setting.known.remedies[heard.listened.wish or ""]
    return _Instead(parse_data=_whole(heard, remedy.topics[0]), taken_as="wish")


async def _corrected(talk: Talk, heard: WhatWasHeard) -> None:
    """Leave what it was not about, for what is named instead; the second time in a row a person."""
    if _count(talk) >= _CORRECTIONS_BEFORE_A_PERSON and not talk.slot(NO_PERSON):
        talk.utter("utter_hand_over_not_understood")
        hand_over(talk, talk.case, "diagnosis_rejected")
        return talk.then_listen()
    reading = others(heard.listened.reading, heard.setting.topic, heard.setting.known)
    sure = _meant_instead(heard, reading)
    talk.leave_form()
    talk.agenda = marked(talk.agenda, heard.setting.topic, "denied")
    talk.keep(ended(talk.case, "left"))
    if sure is not None:
        return await _go_on(talk, _Instead(parse_data=_whole(heard, sure), taken_as="matter"))
    ask_what_is_meant(talk, reading)
    return talk.then_listen()


def _meant_instead(heard: WhatWasHeard, reading: Sequence[IntentScore]) -> str | None:
    """What it is about, if it is not the case's topic."""
    named = (one.intent for one in heard.listened.matters if one.intent != heard.setting.topic)
    likely = clear(reading)
    return next(named, None) or (likely.name if likely else None)


def _count(talk: Talk) -> int:
    """How many corrections have come in a row, this one included."""
    before = talk.slot(CORRECTIONS) or {}
    last = next(islice(messages_by_turn(talk.history), 1, 2), {})
    in_a_row = bool(before) and before["turn_id"] == surroundings(last).turn_id
    count = before["count"] + 1 if in_a_row else 1
    talk.set(CORRECTIONS, {"turn_id": talk.turn.turn_id, "count": count})
    return int(count)


def _answer(talk: Talk, heard: WhatWasHeard) -> _Instead:
    """Settle what is open first; what was said after it waits for its turn."""
    rest = heard.listened.after
    first, *others = (one for one in heard.said.clauses if one not in rest)
    found = matters(rest, heard.setting.known)
    waiting = [of_matter(one) for one in found] or [_the_same(talk, rest)]
    parking.park(talk, waiting)
    talk.utter("utter_rest_heard", others=parking.names(talk, waiting))
    intent = first.intents[0].name if first.intents else FALLBACK_INTENT
    if heard.setting.context == "question" and intent not in _YES_OR_NO:
        intent = "inform"
    entities = placeless([one for each in (first, *others) for one in each.entities])
    return _Instead(parse_data=of_words(heard.listened.answer, intent, entities), taken_as="answer")


def _answers(heard: WhatWasHeard, intent: str) -> _Instead:
    return _Instead(parse_data=_whole(heard, intent), taken_as="answer")


def _several(talk: Talk, heard: WhatWasHeard) -> _Instead:
    """The first matter now; the others are named, and wait."""
    first, *rest = map(of_matter, heard.listened.matters)
    parking.announce(talk, first, rest)
    parking.park(talk, rest)
    return _Instead(parse_data=first, taken_as="matter")


def _reread(talk: Talk, heard: WhatWasHeard) -> _Instead:
    """The same without what is denied."""
    free = heard.setting.context in ("nothing", "told", "offer")
    meant = meaning(heard.said, heard.listened, heard.setting) if free else None
    return _Instead(parse_data=_whole(heard, meant or talk.turn.intent))


def _unclear(talk: Talk, heard: WhatWasHeard) -> None:
    doubtful = heard.move == "doubtful"
    reading = to_choose_from(heard.listened) if doubtful else heard.listened.reading
    denied = "" if doubtful else talk.turn.intent
    ask_what_is_meant(talk, others(reading, denied, heard.setting.known))
    talk.then_listen()


def _as_in_context(_talk: Talk, heard: WhatWasHeard) -> _Instead:
    """What it means behind the message before."""
    meant = in_context(heard.said, heard.setting)
    return _Instead(parse_data=_whole(heard, meant or heard.said.intent), taken_as="matter")


def _goes_on_with_it(talk: Talk, _heard: WhatWasHeard) -> None:
    follow_up(talk)
    talk.then_listen()


_MOVES: dict[Move, Callable[[Talk, WhatWasHeard], _Instead | None]] = {
    "person": lambda _, heard: _Instead(parse_data=_whole(heard, WISH_FOR_PERSON)),
    "no_person": _wants_nobody,
    "wish": _wish,
    "refusal": lambda _, heard: _Instead(parse_data=_whole(heard, "inform"), taken_as="refusal"),
    "answer": _answer,
    "name": lambda _, heard: _answers(heard, "inform"),
    "settles": lambda _, heard: _answers(heard, heard.listened.settles or "inform"),
    "elsewhere": lambda _, heard: _Instead(parse_data=_whole(heard, OUT_OF_SCOPE)),
    "matters": _several,
    "in_context": _as_in_context,
    "follows": _goes_on_with_it,
    "beside": lambda _, heard: _Instead(parse_data=_whole(heard, FALLBACK_INTENT)),
    "reread": _reread,
    "unclear": _unclear,
    "doubtful": _unclear,
}


def _whole(heard: WhatWasHeard, intent: str) -> ParseData:
    """The whole message under an intent, without the things that are not meant."""
    return of_turn(heard.said, intent, heard.listened.entities)


def _the_same(talk: Talk, clauses: Sequence[Clause]) -> ParseData:
    """The same matter of another thing, as "and the other one?" asks for."""
    return of_words(" ".join(one.text for one in clauses), talk.case.topic)
