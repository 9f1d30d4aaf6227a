"""The form that leads through a case: take an answer, look on, ask the next question."""

from __future__ import annotations

import asyncio
from itertools import takewhile

from msgspec.structs import replace

from actions.crm.once import reading_once
from actions.crm.port import Crm
from actions.engine.answers.answers import answer
from actions.engine.answers.interruptions import changes_topic
from actions.engine.business.business import business
from actions.engine.business.flow import advance, topic_of
from actions.engine.case import crm_access, identity
from actions.engine.case.case import Case, Findings, opened, turned
from actions.engine.case.desk import ORDERS_LOOKED_THROUGH, Desk
from actions.engine.case.identity import kept_from, owner
from actions.engine.case.reading import named_postcode, order_numbers
from actions.engine.case.turn import Turn, intents
from actions.engine.conversation.clarify import misunderstood_in_a_row
from actions.engine.conversation.tone import mood_of
from actions.engine.talk.base import CASE_FORM, DeskAction, Events, Talk
from actions.engine.talk.forewarning import forewarn, in_force
from actions.engine.talk.questions import ask, thing
from actions.engine.words.texts import say
from contracts.region import region

_OPEN = "answer"
"""The form's one slot: what the case waits for says what it stands for."""


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
            await _carry_on(talk, _opened(talk))
        elif kept_from(talk.case, talk.turn):
            stripped = turned(talk.case, number=None, wanted=talk.case.wanted)
            await _carry_on(talk, replace(stripped, account=None))
        elif interrupted:
            talk.set("requested_slot", _OPEN)
        elif (case := answer(talk.case, talk.turn)) is not None:
            await _carry_on(talk, case)
        elif changes_topic(talk.case, talk.turn):
            await _carry_on(talk, _opened(talk))
        elif talk.turn.intent in business().topics:
            # No rule replies to it: the form is open already, and goes on only where a slot is set.
            talk.keep(talk.case)
            talk.set("requested_slot", _OPEN)


class ActionAskAnswer(DeskAction):
    """Asks the open question of the case."""

    def name(self) -> str:
        """As Rasa derives it from the form and its slot."""
        return f"action_ask_{CASE_FORM}_{_OPEN}"

    async def perform(self, talk: Talk) -> None:
        """Ask; after an interruption, come back to the matter by name."""
        if talk.turn.intent == "repeat":
            talk.case = replace(talk.case, explained=False)
        elif _interrupted(talk.history) and talk.case.explained:
            talk.utter("utter_back_to", thing=thing(talk.case))
        ask(talk)
        talk.keep(replace(talk.case, explained=talk.case.diagnosis is not None))


async def _carry_on(talk: Talk, case: Case) -> None:
    """Advance the case, say what is new, and wait or end."""
    crm, today = reading_once(crm_access.crm()), region().today()
    known, _ = await asyncio.gather(in_force(crm), _read_ahead(crm, case, talk.turn))
    desk = Desk(crm=crm, turn=talk.turn, today=today, incidents=known)
    before, case = talk.case, await advance(case, desk)
    if case.won and case.won != before.won:
        talk.send("identity", identity.announcement(case.won))
        if case.won.order_number is not None:
            talk.utter("utter_identity_won")
    await forewarn(talk, case, desk)
    if case.hint == "corrected":
        number = case.order_number
        named = say("order.thing", number=number) if number else thing(case)
        talk.utter("utter_corrected", thing=named)
        case = replace(case, hint=None)
    for told in case.news:
        talk.say(told)
    talk.keep(replace(case, news=()))
    talk.set("order_number", case.order_number if case.account else None)
    talk.set("requested_slot", _OPEN if case.waiting_for else None)


async def _read_ahead(crm: Crm, case: Case, turn: Turn) -> None:
    """Read at once what nearly every case looks into; who needs it hears of a failure."""
    account = owner(case, turn)
    if account is None or case.waiting_for or case.ending:
        return
    about = (
        crm.orders.order(case.order_number)
        if case.order_number
        else crm.orders.orders(account, limit=ORDERS_LOOKED_THROUGH)
    )
    await asyncio.gather(crm.people.customer(account), about, return_exceptions=True)


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
    # With the anger, or beside a second matter, it has been named already.
    named = mood_of(talk).heated or talk.turn.also is not None
    talk.utter("utter_look_now" if named else topic_of(case).heard, thing=thing(case))
    return topic_of(case).listen(case, talk.turn)


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
