"""Hear how a customer feels, and answer to it: in words at first, with a person the second time."""

from __future__ import annotations

import msgspec

from actions.engine.business.business import business
from actions.engine.conversation.amending import ActionAmend, amended
from actions.engine.conversation.articles import (
    ActionReadArticle,
    asks_article,
    follow_up_article,
    reads_article,
)
from actions.engine.conversation.asides import answers_aside, take_up_aside
from actions.engine.conversation.coming_first import comes_first
from actions.engine.conversation.handoff import hand_over
from actions.engine.conversation.hearing import ActionHear, counts_otherwise, outranks_questions
from actions.engine.conversation.meanings import ActionTakeMeaning, meant
from actions.engine.conversation.reading_anew import read_anew
from actions.engine.conversation.recovery import ActionRecoverHeard, says_what_went_wrong
from actions.engine.conversation.what_was_heard import hear, unanswered
from actions.engine.talk.agenda_notes import note
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.talk.coming_back import take_notice
from actions.engine.talk.forewarning import forewarn_in_passing
from actions.engine.talk.mood import SLOT, Mood, calmed, from_slot, heard
from actions.engine.talk.offers import NO_PERSON
from actions.engine.talk.questions import thing
from contracts.turn import WISH_FOR_PERSON

_HEATED_BEFORE_A_PERSON = 2
_ANSWERED_IN_WORDS = frozenset({"complaint", WISH_FOR_PERSON})
"""Intents whose own reply acknowledges the anger."""


def mood_of(talk: Talk) -> Mood:
    """The customer's mood as far as it was heard."""
    return from_slot(talk.slot(SLOT))


class ActionListen(DeskAction):
    """Hears every message before anything answers it. Rasa runs it while it fills slots."""

    recalls = "never"

    def name(self) -> str:
        """As Rasa calls the action that it runs on every message."""
        return "action_validate_slot_mappings"

    async def perform(self, talk: Talk) -> None:
        """Note the mood; acknowledge a heated message, and see to it that two bring a person."""
        mood = mood_of(talk)
        if mood.turn_id == talk.turn.turn_id:
            # Rasa fills slots once more for a form that opens.
            return None
        if talk.slot(RUN_NEXT):
            talk.set(RUN_NEXT, None)
        mood = msgspec.structs.replace(mood, turn_id=talk.turn.turn_id)
        await read_anew(talk)
        note(talk)
        if chosen := _chosen(talk):
            talk.set(RUN_NEXT, chosen)
        if not talk.turn.is_typed:
            await take_up_aside(talk)
            return _keep(talk, calmed(mood))
        if first := comes_first(talk):
            _keep(talk, mood)
            return talk.set(RUN_NEXT, first)
        mood = heard(mood, talk.turn.text)
        _keep(talk, mood)
        take_notice(talk)
        if first := _first(talk, mood):
            talk.set(RUN_NEXT, first)
        elif mood.heated and talk.turn.intent not in _ANSWERED_IN_WORDS:
            acknowledge(talk)
        await _take_up(talk)
        if not talk.slot(RUN_NEXT) or answers_aside(talk):
            await forewarn_in_passing(talk, talk.turn)
        return None


def _chosen(talk: Talk) -> str | None:
    """The action for an answer to what was just asked: a meaning, an article, or if one helped."""
    return ActionTakeMeaning().name() if meant(talk) else reads_article(talk)


async def _take_up(talk: Talk) -> None:
    """What the words mean, in the written order: a question about what was said has its place."""
    if talk.slot(RUN_NEXT):
        return
    what = hear(talk)
    if not outranks_questions(what):
        await take_up_aside(talk)
    what = unanswered(what)
    if not talk.slot(RUN_NEXT) and what.move == "follows" and follow_up_article(talk) is not None:
        talk.set(RUN_NEXT, ActionReadArticle().name())
    if not talk.slot(RUN_NEXT) and counts_otherwise(what):
        talk.set(RUN_NEXT, ActionHear().name())
    if not talk.slot(RUN_NEXT) and (of_article := asks_article(talk)):
        talk.set(RUN_NEXT, of_article)


def _first(talk: Talk, mood: Mood) -> str | None:
    """What comes before anything that the message is about."""
    if _is_too_much(talk, mood):
        return ActionHandOverUpset().name()
    if amended(talk) is not None:
        return ActionAmend().name()
    return ActionRecoverHeard().name() if says_what_went_wrong(talk) else None


def _is_too_much(talk: Talk, mood: Mood) -> bool:
    """Whether anger brings a person, who is not asked for already, and not refused."""
    heated = mood.in_a_row >= _HEATED_BEFORE_A_PERSON
    return heated and talk.turn.intent != WISH_FOR_PERSON and not talk.slot(NO_PERSON)


class ActionHandOverUpset(DeskAction):
    """A customer who stays angry gets a person, whatever is open."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_hand_over_upset"

    async def perform(self, talk: Talk) -> None:
        """Acknowledge in one sentence and hand over; nothing else is said."""
        talk.utter("utter_hand_over_upset")
        hand_over(talk, talk.case, "frustrated")
        _keep(talk, calmed(mood_of(talk)))
        talk.set(RUN_NEXT, None)
        talk.then_listen()


def acknowledge(talk: Talk) -> None:
    """Say that the anger is understood, and what it is about where that is known."""
    goods = max(talk.turn.entities.get("product", ()), key=len, default=thing(talk.case))
    what = _strain(talk, goods)
    if what is None:
        talk.utter("utter_acknowledge")
    else:
        talk.utter("utter_acknowledge_matter", matter=what)


def _strain(talk: Talk, goods: str) -> str | None:
    ours = business()
    return ours.strain(talk.turn.intent, goods) or ours.strain(talk.case.topic, goods)


def _keep(talk: Talk, mood: Mood) -> None:
    kept = msgspec.to_builtins(mood)
    if kept != (talk.slot(SLOT) or {}):
        talk.set(SLOT, kept)
