"""Answer what a customer asks about what they just heard, and come back to what stood open."""

from __future__ import annotations

from msgspec.structs import replace

from actions.engine.answers.interruptions import STEERING, is_sure
from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Plan
from actions.engine.listening.asked import asked
from actions.engine.listening.explaining import Explanation, explained
from actions.engine.symptoms.symptom_topic import is_symptom, symptom_of
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.talk.offers import in_the_open, offer_person
from actions.engine.talk.short_questions import ask_in_short
from actions.engine.words.texts import arguments_of, say, say_to_agents

_UNDO = "undo"


class ActionExplain(DeskAction):
    """Says what was asked about the last proposal, step, diagnosis or act; the question stands."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_explain"

    async def perform(self, talk: Talk) -> None:
        """Answer from the case, then ask again in short."""
        question = asked_about_last(talk)
        if question is None:
            raise ValueError("something was to be explained, and nothing is asked")
        talk.set(RUN_NEXT, None)
        _explain(talk, question)
        return talk.then_listen()


def asked_about_last(talk: Talk) -> str | None:
    """Which question about the last thing said this message asks, if it can be answered."""
    case, turn = talk.case, talk.turn
    if not turn.is_typed:
        return None
    takes_back = case.done is not None and turn.intent == "cancel"
    if turn.intent in STEERING and not takes_back:
        return None
    other = is_sure(turn) and turn.intent in business().matters and turn.intent != case.topic
    question = asked(case, turn, in_the_open(talk), other=other)
    if question is None or (takes_back and question != _UNDO):
        return None
    return question if _explanation(case, question) else None


def _explain(talk: Talk, question: str) -> None:
    found = _explanation(talk.case, question)
    if found is None:
        return None
    talk.say(say(found.name, **found.arguments))
    if found.offers_person and not talk.form_is_open:
        talk.keep(_for_a_person(talk.case))
        return offer_person(talk)
    if talk.form_is_open:
        ask_in_short(talk)
    return None


def _explanation(case: Case, question: str) -> Explanation | None:
    own = symptom_of(case).explains(case.findings.open) if is_symptom(case.topic) else {}
    return explained(case, question, _wanted, {str(name): said for name, said in own.items()})


def _wanted(name: str) -> frozenset[str] | None:
    """The arguments of a sentence of this business."""
    variants = business().texts.sentences.get(name)
    return arguments_of(variants[0]) if variants else None


def _for_a_person(case: Case) -> Case:
    """The case with what a colleague shall see to, should they be brought in."""
    done = case.tried[-1].action if case.tried else case.topic
    intent = say_to_agents("undo.intent", done=done)
    return replace(case, plan=Plan(act="person", intent=intent, reason="policy", optional=True))
