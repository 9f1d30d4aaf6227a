"""The form that leads through a case: take an answer, ask the next question, bring it to an end."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime, timezone
from itertools import takewhile

from msgspec.structs import replace

from actions import crm_access, goodwill, identity
from actions.answers import answer, changes_topic
from actions.apology import SYSTEM_FAILED, apologise, own_up
from actions.base import CASE_FORM, DeskAction, Events, Talk
from actions.case import NOTE, WHICH_PRODUCT, Case, Findings, attempted, opened, turned
from actions.clarify import TITLES_SLOT, misunderstood_in_a_row
from actions.crm.errors import CrmError
from actions.crm.once import reading_once
from actions.crm.port import Crm
from actions.desk import ORDERS_LOOKED_THROUGH, Desk
from actions.diagnosis import Deed, Plan
from actions.flow import advance, topic_of
from actions.forewarning import forewarn, in_force
from actions.handoff import hand_over
from actions.identity import kept_from, owner
from actions.offers import offer_person
from actions.questions import ask, thing
from actions.reading import named_postcode, order_numbers
from actions.tone import mood_of
from actions.topics.registry import TOPICS
from actions.turn import Turn, intents
from actions.wording import long_day, money

_ONLY_BEGUN = frozenset({"trace", "watch", "warehouse", "chase", "claim"})
"""Acts that do not yet make good what was complained of."""
_OPEN = "answer"
"""The form's one slot: what the case waits for says what it stands for."""


class ValidateCaseForm(DeskAction):
    """Takes a message into the case. Sets no slot where it is no answer: then the rules reply."""

    recalls = False

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
        elif talk.turn.intent in TOPICS:
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


class ActionFinishCase(DeskAction):
    """Brings a case to its end: acts, tells, leaves it, or hands over."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_finish_case"

    async def perform(self, talk: Talk) -> None:
        """Do what the case ended with."""
        match talk.case.ending:
            case "act":
                await _act(talk)
            case "hand_over":
                _hand_over(talk)
            case "offer_person":
                offer_person(talk, _instead(talk.case))
            case "sign_in":
                offer_person(talk, "utter_sign_in")
            case "solved":
                await _solved(talk)
            case "look_first":
                talk.utter("utter_look_first")
            case "left":
                talk.utter("utter_left_as_is")
            case _:
                _tell(talk)


def _instead(case: Case) -> str:
    """What a person is offered for: the right product, or an order that is not found."""
    last = case.asked[-1].question if case.asked else None
    return "utter_offer_person_none_fits" if last == WHICH_PRODUCT else "utter_offer_person_instead"


async def _carry_on(talk: Talk, case: Case) -> None:
    """Advance the case, say what is new, and wait or end."""
    crm, today = reading_once(crm_access.crm()), datetime.now(timezone.utc).date()
    known, _ = await asyncio.gather(in_force(crm), _read_ahead(crm, case, talk.turn))
    desk = Desk(crm=crm, turn=talk.turn, today=today, incidents=known)
    before, case = talk.case, await advance(case, desk)
    if case.won and case.won != before.won:
        talk.send("identity", identity.announcement(case.won))
        talk.utter("utter_identity_won")
    await forewarn(talk, case, desk)
    if case.hint == "corrected":
        number = case.order_number
        talk.utter("utter_corrected", thing=f"order {number}" if number else thing(case))
        case = replace(case, hint=None)
    talk.keep(case)
    talk.set("order_number", case.order_number if case.account else None)
    talk.set("requested_slot", _OPEN if case.waiting_for else None)


async def _read_ahead(crm: Crm, case: Case, turn: Turn) -> None:
    """Read at once what nearly every case looks into; who needs it hears of a failure."""
    account = owner(case, turn)
    if account is None or case.waiting_for or case.ending:
        return
    about = (
        crm.order(case.order_number)
        if case.order_number
        else crm.orders(account, limit=ORDERS_LOOKED_THROUGH)
    )
    await asyncio.gather(crm.customer(account), about, return_exceptions=True)


def _opened(talk: Talk) -> Case:
    """A case for what the customer just said, restated."""
    talk.recall()
    intent = talk.turn.intent
    case = opened(
        talk.case,
        intent if intent in TOPICS else talk.case.topic,
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


async def _act(talk: Talk) -> None:
    case, account = talk.case, owner(talk.case, talk.turn)
    if case.plan and case.plan.act == "person":
        return _over(talk, case)
    if case.plan is None or case.diagnosis is None or account is None:
        raise ValueError("a case ended in an act without a plan that may be acted on")
    act = case.plan.act
    try:
        deed = await topic_of(case).carry_out(
            crm_access.crm(), act, case.diagnosis, account, talk.turn
        )
    except CrmError as exc:
        failed = attempted(case, case.plan.intent, f"failed: {exc}")
        return _not_done(talk, failed)
    talk.say(deed.words)
    case = await _with_goodwill(talk, attempted(case, deed.what, deed.result), account)
    talk.keep(await _noted(case, deed, account, talk.turn))
    if act not in _ONLY_BEGUN:
        await _settled(talk)
    return None


async def _settled(talk: Talk) -> None:
    """What was complained of is made good. It is, even where the CRM cannot write that down."""
    turn = talk.turn
    with contextlib.suppress(CrmError):
        await crm_access.crm().settle_complaints(
            turn.conversation_id, idempotency_key=turn.key("settle", turn.conversation_id)
        )


async def _with_goodwill(talk: Talk, case: Case, account: str) -> Case:
    """Say it where the company adds something to the fix."""
    case, voucher = await goodwill.add(case, crm_access.crm(), account)
    if voucher is not None:
        amount = money(voucher.amount, voucher.currency)
        until = long_day(voucher.expires_on)
        talk.utter("utter_goodwill", amount=amount, code=voucher.code, until=until)
    return case


async def _solved(talk: Talk) -> None:
    """Be glad with the customer, and write down what helped."""
    case, account = talk.case, identity.whole_account(talk.turn.customer)
    talk.utter("utter_solved")
    if account and case.tried:
        step = case.tried[-1]
        deed = Deed(what=step.action, result=step.result, words="")
        talk.keep(await _noted(case, deed, account, talk.turn))


async def _noted(case: Case, deed: Deed, account: str, turn: Turn) -> Case:
    """Write the deed into the customer's history. It stays done where that fails."""
    diagnosis = case.diagnosis
    number = (diagnosis.order_number or None) if diagnosis else None
    found = f"{diagnosis.situation} " if diagnosis else ""
    try:
        await crm_access.crm().add_note(
            account,
            text=f"{found}{deed.what}: {deed.result}.",
            author="bot",
            order_number=number,
            conversation_id=turn.conversation_id,
            idempotency_key=turn.key("note", str(number)),
        )
    except CrmError:
        return attempted(case, NOTE, "could not be written")
    return case


def _tell(talk: Talk) -> None:
    """Say what was found where nothing is to be done."""
    case = talk.case
    if case.diagnosis and not case.explained:
        talk.say(case.diagnosis.explanation)
    own_up(talk, case)
    if case.plan and case.plan.proposal:
        talk.say(case.plan.proposal, buttons=_next(talk, case.plan, case.order_number))


def _next(talk: Talk, plan: Plan, number: str | None) -> list[dict[str, str]]:
    """A button for each topic that may come next, about the same order."""
    titles = talk.slot(TITLES_SLOT) or {}
    about = f'{{"order_number": "{number}"}}' if number else ""
    return [{"title": titles.get(one, one), "payload": f"/{one}{about}"} for one in plan.then]


def _hand_over(talk: Talk) -> None:
    """Say why, then hand over with what was found."""
    match talk.case.reason:
        case "action_failed":
            return _not_done(talk, talk.case)
        case "identity_failed":
            talk.utter("utter_identity_failed")
        case "value_limit":
            _tell(talk)
        case _:
            pass
    return _over(talk, talk.case)


def _not_done(talk: Talk, case: Case) -> None:
    if not apologise(talk, SYSTEM_FAILED):
        talk.utter("utter_action_failed_again")
    talk.utter("utter_hand_over")
    hand_over(talk, case, "action_failed")


def _over(talk: Talk, case: Case) -> None:
    talk.utter("utter_hand_over")
    agreed = case.plan.reason if case.plan else None
    hand_over(talk, case, case.reason or agreed or "policy")


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
