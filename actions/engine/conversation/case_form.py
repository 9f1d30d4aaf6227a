"""The form that leads through a case: take an answer, look on, ask the next question."""

from __future__ import annotations

from itertools import takewhile

from msgspec.structs import replace

from actions.engine.answers.answers import answer
from actions.engine.answers.interruptions import changes_topic
from actions.engine.business.business import business
from actions.engine.business.flow import topic_of
from actions.engine.business.remedies import heeded
from actions.engine.case import identity
from actions.engine.case.case import Case, Findings, opened, restarted, turned
from actions.engine.case.identity import kept_from
from actions.engine.case.reading import named_postcode, order_numbers
from actions.engine.case.turn import intents
from actions.engine.conversation.carrying_on import OPEN, carry_on
from actions.engine.conversation.clarify import misunderstood_in_a_row
from actions.engine.conversation.tone import mood_of
from actions.engine.talk.acknowledging import told_beside, took_nothing
from actions.engine.talk.base import CASE_FORM, DeskAction, Events, Talk
from actions.engine.talk.questions import ask, still_open, thing
from actions.engine.talk.said import SLOT, asked_from, has_replied, key_of


class ValidateCaseForm(DeskAction):
    """Takes a message into the case. Sets no slot where it is no answer: then the rules reply."""

    recalls = "never"

    def name(self) -> str:
        """As Rasa derives it from the form."""
        return f"validate_{CASE_FORM}"

    async def perform(self, talk: Talk) -> None:
        """Open a case, take an answer, or come back to the question after an interruption."""
        interrupted = _interrupted(talk.history)
        if _activated(talk.history) and not interrupted:
            await carry_on(talk, _opened(talk))
        elif kept_from(talk.case, talk.turn):
            stripped = turned(talk.case, number=None, wanted=talk.case.wanted)
            await carry_on(talk, replace(stripped, account=None))
        elif interrupted:
            talk.set("requested_slot", OPEN)
        elif (case := _insisted(talk) or _answered(talk)) is not None:
            await carry_on(talk, _acknowledged(talk, case))
        elif changes_topic(talk.case, talk.turn):
            await carry_on(talk, _opened(talk))
        elif talk.turn.intent in business().topics:
            # No rule replies to it: the form is open already, and goes on only where a slot is set.
            talk.keep(talk.case)
            talk.set("requested_slot", OPEN)


def _insisted(talk: Talk) -> Case | None:
    """The case by what counts whatever is asked: a remedy wished for or refused, another matter."""
    talk.case = heeded(talk.case, talk.turn)
    match talk.turn.taken_as:
        case "refusal":
            return restarted(talk.case)
        case "wish":
            return topic_of(talk.case).rather(talk.case, talk.turn) or _opened(talk)
        case "matter" if talk.turn.intent in business().topics:
            return _opened(talk)
        case _:
            return None


def _acknowledged(talk: Talk, case: Case) -> Case:
    """The case; with a word for what was said if that was no answer after all."""
    said = told_beside(talk.turn) if took_nothing(talk.case, case) else ""
    return replace(case, news=(said, *case.news)) if said else case


def _answered(talk: Talk) -> Case | None:
    """The case with the message taken as an answer; one that turned the case is the last wish."""
    case = answer(talk.case, talk.turn)
    return replace(case, wished="") if case and case.topic != talk.case.topic else case


class ActionAskAnswer(DeskAction):
    """Asks the open question of the case."""

    def name(self) -> str:
        """As Rasa derives it from the form and its slot."""
        return f"action_ask_{CASE_FORM}_{OPEN}"

    async def perform(self, talk: Talk) -> None:
        """Ask; after an interruption, come back to the matter by name."""
        if talk.turn.intent == "repeat":
            talk.case = replace(talk.case, explained=False)
        elif _asked_enough(talk) and _interrupted(talk.history) and has_replied(talk.history):
            still_open(talk, talk.case)
            return
        elif _interrupted(talk.history) and talk.case.explained:
            talk.utter("utter_back_to", thing=thing(talk.case))
        ask(talk)
        talk.keep(replace(talk.case, explained=talk.case.diagnosis is not None))


def _asked_enough(talk: Talk) -> bool:
    return asked_from(talk.slot(SLOT)).too_often(key_of(talk.case))


def _opened(talk: Talk) -> Case:
    """A case for what the customer just said, restated."""
    talk.recall()
    intent = talk.turn.intent
    case = opened(
        talk.case,
        intent if intent in business().topics else talk.case.topic,
        wanted=talk.turn.entities.get("product", ()),
        number=next(iter(order_numbers(talk.turn)), None),
    )
    clarified = misunderstood_in_a_row(intents(talk.history, before=talk.turn.turn_id))
    case = replace(case, findings=Findings(asked=clarified))
    if identity.whole_account(talk.turn.customer) is None:
        case = replace(case, postcode=named_postcode(talk.turn.text) or case.postcode)
    # With the anger, or among several matters, it has been named already.
    named = mood_of(talk).heated or talk.turn.taken_as == "matter"
    talk.utter("utter_look_now" if named else topic_of(case).heard, thing=thing(case))
    return topic_of(case).listen(heeded(case, talk.turn), talk.turn)


def _since_said(history: Events) -> Events:
    """What happened since the customer's last message, newest first."""
    return list(takewhile(lambda event: event["event"] != "user", reversed(history)))


def _activated(history: Events) -> bool:
    """Whether the form was opened by this message."""
    return any(
        event["event"] == "active_loop" and event.get("name") == CASE_FORM
        for event in _since_said(history)
    )


def _interrupted(history: Events) -> bool:
    """Whether something else has replied to this message, or will."""
    return any(
        event["event"] == "action_execution_rejected"
        or (event["event"] == "action" and event["name"] != CASE_FORM)
        for event in _since_said(history)
    )
