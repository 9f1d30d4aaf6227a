"""Carries out what was heard: a message may leave a case, wish, refuse, and bring more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

from actions.engine.business.business import business
from actions.engine.case.agenda import marked
from actions.engine.case.case import ended
from actions.engine.case.reading import order_numbers
from actions.engine.case.turn import (
    FALLBACK_INTENT,
    OUT_OF_SCOPE,
    TakenAs,
    Turn,
    messages_by_turn,
    surroundings,
)
from actions.engine.conversation.clarify import ask_what_is_meant
from actions.engine.conversation.handoff import hand_over
from actions.engine.listening.cues import person as person_in
from actions.engine.listening.doubting import to_choose_from
from actions.engine.listening.listened import Heard, Known, Listened, MatterHeard, Setting
from actions.engine.listening.matters import matters
from actions.engine.listening.reconcile import Move, listen, meaning, next_move
from actions.engine.listening.reranking import clear, others, together
from actions.engine.talk import parking
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.talk.forewarning import forewarn_in_passing
from actions.engine.talk.offers import NO_PERSON, in_the_open
from contracts.listening import Clause
from contracts.turn import WISH_FOR_PERSON, Entity, IntentScore

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


class WhatWasHeard(msgspec.Struct, frozen=True, kw_only=True):
    """A turn with everything that it says, and what comes first of it."""

    said: Heard
    setting: Setting
    listened: Listened
    move: Move


def hear(talk: Talk) -> WhatWasHeard:
    """Listen to the turn, in what is open."""
    said, setting = _said(talk.turn), _setting(talk)
    listened = listen(said, setting)
    move = next_move(said, listened, setting)
    return WhatWasHeard(said=said, setting=setting, listened=listened, move=move)


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
        heard = hear(talk)
        if heard.move == "correction":
            return await _corrected(talk, heard)
        if heard.move in _MOVES:
            await _go_on(talk, _MOVES[heard.move](talk, heard))
        return None


class _Instead(msgspec.Struct, frozen=True, kw_only=True):
    """Parse data to go on with, and what it counts as."""

    parse_data: dict[str, Any]
    taken_as: TakenAs | None = None


async def _go_on(talk: Talk, instead: _Instead | None) -> None:
    if instead is None:
        return
    told = Turn(turn_id="", conversation_id="", text="", intent="")
    await forewarn_in_passing(talk, replace(told, **_as_turn(instead.parse_data)))
    parking.without(talk, instead.parse_data["intent"]["name"])
    talk.hear_instead(instead.parse_data, instead.taken_as)


def _as_turn(parse_data: dict[str, Any]) -> dict[str, Any]:
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
        return _Instead(parse_data=_parse(heard, meant))
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
    return _Instead(parse_data=_parse(heard, remedy.topics[0]), taken_as="wish")


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
        return await _go_on(talk, _Instead(parse_data=_parse(heard, sure), taken_as="matter"))
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
    waiting = [_of_matter(one) for one in found] or [_the_same(talk, rest)]
    parking.park(talk, waiting)
    talk.utter("utter_rest_heard", others=parking.names(talk, waiting))
    intent = first.intents[0].name if first.intents else FALLBACK_INTENT
    if heard.setting.context == "question" and intent not in _YES_OR_NO:
        intent = "inform"
    entities = [_placeless(one) for each in (first, *others) for one in each.entities]
    return _Instead(
        parse_data=_parse_data(heard.listened.answer, intent, entities), taken_as="answer"
    )


def _answers(heard: WhatWasHeard, intent: str) -> _Instead:
    return _Instead(parse_data=_parse(heard, intent), taken_as="answer")


def _several(talk: Talk, heard: WhatWasHeard) -> _Instead:
    """The first matter now; the others are named, and wait."""
    first, *rest = map(_of_matter, heard.listened.matters)
    parking.announce(talk, first, rest)
    parking.park(talk, rest)
    return _Instead(parse_data=first, taken_as="matter")


def _reread(talk: Talk, heard: WhatWasHeard) -> _Instead:
    """The same without what is denied."""
    free = heard.setting.context in ("nothing", "told", "offer")
    meant = meaning(heard.said, heard.listened, heard.setting) if free else None
    return _Instead(parse_data=_parse(heard, meant or talk.turn.intent))


def _unclear(talk: Talk, heard: WhatWasHeard) -> None:
    doubtful = heard.move == "doubtful"
    reading = to_choose_from(heard.listened) if doubtful else heard.listened.reading
    denied = "" if doubtful else talk.turn.intent
    ask_what_is_meant(talk, others(reading, denied, heard.setting.known))
    talk.then_listen()


_MOVES: dict[Move, Callable[[Talk, WhatWasHeard], _Instead | None]] = {
    "person": lambda _, heard: _Instead(parse_data=_parse(heard, WISH_FOR_PERSON)),
    "no_person": _wants_nobody,
    "wish": _wish,
    "refusal": lambda _, heard: _Instead(parse_data=_parse(heard, "inform"), taken_as="refusal"),
    "answer": _answer,
    "name": lambda _, heard: _answers(heard, "inform"),
    "settles": lambda _, heard: _answers(heard, heard.listened.settles or "inform"),
    "elsewhere": lambda _, heard: _Instead(parse_data=_parse(heard, OUT_OF_SCOPE)),
    "matters": _several,
    "reread": _reread,
    "unclear": _unclear,
    "doubtful": _unclear,
}


def _said(turn: Turn) -> Heard:
    """The turn as it came."""
    return Heard(
        text=turn.text,
        intent=turn.intent,
        unsure=turn.intent == FALLBACK_INTENT and not turn.meaningless,
        names_something=bool(order_numbers(turn) or turn.entities.get("product")),
        ranking=turn.ranking,
        entities=turn.mentions,
        clauses=turn.clauses,
    )


def _setting(talk: Talk) -> Setting:
    """What is open, and what is likely here."""
    known, case = business().listened_for, talk.case
    context = in_the_open(talk)
    return Setting(
        known=known,
        context=context,
        topic="" if context == "nothing" else case.topic,
        plan=case.plan.act if case.plan and case.waiting_for == "go_ahead" else "",
        likelier=_likelier(talk.turn, known, case.topic if context == "told" else ""),
    )


def _likelier(turn: Turn, known: Known, told: str) -> frozenset[str]:
    """What the page shown speaks for, and what goes with what was just told."""
    address = turn.page.get("url", "")
    shown = (intents for piece, intents in known.pages.items() if piece in address)
    sides = (group - {told} for group in known.one_problem if told in group)
    return frozenset().union(*shown, *sides)


def _parse(heard: WhatWasHeard, intent: str) -> dict[str, Any]:
    """The whole message under an intent, without the things that are not meant."""
    parse_data = _parse_data(heard.said.text, intent, heard.listened.entities)
    kept = {"intent_ranking": msgspec.to_builtins(heard.said.ranking)}
    return parse_data | kept if intent == heard.said.intent else parse_data


def _of_matter(matter: MatterHeard) -> dict[str, Any]:
    return _parse_data(matter.words, matter.intent, [_placeless(one) for one in matter.entities])


def _the_same(talk: Talk, clauses: Sequence[Clause]) -> dict[str, Any]:
    """The same matter of another thing, as "and the other one?" asks for."""
    return _parse_data(" ".join(one.text for one in clauses), talk.case.topic, ())


def _parse_data(text: str, intent: str, entities: Sequence[Entity]) -> dict[str, Any]:
    score = {"name": intent, "confidence": 1.0}
    return {
        "text": text,
        "intent": score,
        "intent_ranking": [score],
        "entities": msgspec.to_builtins(tuple(entities)),
    }


def _placeless(entity: Entity) -> Entity:
    """An entity of words that were put together: where it stood says nothing any more."""
    return replace(entity, start=None, end=None)
