"""How a case ends: the bot acts, tells, leaves it, or hands over."""

from __future__ import annotations

import contextlib

from msgspec.structs import replace

from actions.crm.errors import CrmError, CrmUnable, CrmUncertain
from actions.crm.once_only.on_behalf import writing_for
from actions.engine.answers.choice_buttons import sends
from actions.engine.business import goodwill, permission
from actions.engine.business.flow import topic_of
from actions.engine.business.refusal import Refusal
from actions.engine.business.unserved import BY_HAND, by_hand
from actions.engine.case import crm_access, identity
from actions.engine.case.case import NOTE, UNCERTAIN, WHICH_PRODUCT, Case, attempted
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import ActionResult, Done, Plan
from actions.engine.case.identity import owner
from actions.engine.case.turn import Turn
from actions.engine.conversation.by_hand import as_served, file_and_hand_over
from actions.engine.conversation.handoff import hand_over
from actions.engine.talk.apology import apologise, own_up
from actions.engine.talk.base import TITLES_SLOT, DeskAction, Talk
from actions.engine.talk.offers import NO_PERSON, made, offer_person
from actions.engine.words.texts import say
from actions.engine.words.wording import long_day, money
from contracts.region import region

_ONLY_BEGUN = frozenset({"trace", "watch", "warehouse", "chase", "claim", "part"})
"""Acts that do not yet make good what was complained of."""


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


async def _act(talk: Talk) -> None:
    case, account = talk.case, owner(talk.case, talk.turn)
    if case.plan and case.plan.act == "person":
        return _over(talk, case)
    if case.plan is None or case.diagnosis is None or account is None:
        raise ValueError("a case ended in an act without a plan that may be acted on")
    plan, found, crm = as_served(case.plan), case.diagnosis, crm_access.crm()
    case = replace(case, plan=plan)
    if plan.act == BY_HAND:
        return await file_and_hand_over(talk, case, account)
    try:
        # Asked again: since it was proposed, time has passed, and the order may have changed.
        desk = Desk(crm=crm, turn=talk.turn, today=region().today())
        if against := await permission.refused(case, desk):
            return _refused(talk, case, against)
        with writing_for(talk.turn.conversation_id):
            deed = await topic_of(case).carry_out(crm, plan.act, found, account, talk.turn)
    except CrmUncertain:
        return _awaited(talk, case, plan)
    except CrmUnable as exc:
        meant = replace(case, plan=by_hand(plan, str(exc)))
        return await file_and_hand_over(talk, meant, account)
    except CrmError as exc:
        failed = attempted(case, plan.intent, f"failed: {exc}")
        return _not_done(talk, failed)
    talk.say(deed.words)
    talk.came_to("done")
    case = replace(attempted(case, deed.what, deed.result), done=_done(plan, deed))
    case = await _with_goodwill(talk, case, account)
    talk.keep(await _noted(case, deed, account, talk.turn))
    if plan.act not in _ONLY_BEGUN:
        await _settled(talk)
    return None


def _done(plan: Plan, deed: ActionResult) -> Done:
    """What may be asked about it afterwards."""
    return Done(act=plan.act, by=deed.by, reference=deed.reference, reverse=deed.reverse)


def _awaited(talk: Talk, case: Case, plan: Plan) -> None:
    """Say that it is on its way and not confirmed: neither done nor failed, so nothing to regret.

    The end of it the desk tells by itself.
    """
    talk.say(say("write.awaited"))
    talk.keep(attempted(case, plan.intent, UNCERTAIN))


def _refused(talk: Talk, case: Case, against: Refusal) -> None:
    """Say why it may not be done after all, and offer what comes nearest."""
    if case.plan:
        talk.keep(attempted(case, case.plan.intent, f"refused: {against.reason}"))
    talk.came_to("refused")
    talk.say(permission.why(against))
    if against.nearest is not None:
        offer_person(talk)


async def _settled(talk: Talk) -> None:
    """What was complained of is made good. It is, even where the CRM cannot write that down."""
    turn = talk.turn
    with contextlib.suppress(CrmError):
        await crm_access.crm().records.settle_complaints(
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
        deed = ActionResult(what=step.action, result=step.result, words="")
        talk.keep(await _noted(case, deed, account, talk.turn))


async def _noted(case: Case, deed: ActionResult, account: str, turn: Turn) -> Case:
    """Write the deed into the customer's history. It stays done where that fails."""
    diagnosis = case.diagnosis
    number = (diagnosis.order_number or None) if diagnosis else None
    found = f"{diagnosis.situation} " if diagnosis else ""
    try:
        await crm_access.crm().history.add_note(
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
    about = {"order_number": number} if number else {}
    return [{"title": titles.get(one, one), "payload": sends(one, **about)} for one in plan.then]


def _hand_over(talk: Talk) -> None:
    """Say why, then hand over with what was found; to nobody who said that they want no person."""
    if talk.slot(NO_PERSON):
        talk.utter("utter_only_a_person")
        return made(talk, "person")
    match talk.case.reason:
        case "action_failed":
            return _not_done(talk, talk.case)
        case "identity_failed":
            talk.utter("utter_identity_failed")
        case "value_limit" | "policy":
            _tell(talk)
        case "low_understanding":
            talk.utter("utter_asked_enough")
        case _:
            pass
    return _over(talk, talk.case)


def _not_done(talk: Talk, case: Case) -> None:
    if not apologise(talk, say("fault.system_failed")):
        talk.utter("utter_action_failed_again")
    talk.utter("utter_hand_over")
    hand_over(talk, case, "action_failed")


def _over(talk: Talk, case: Case) -> None:
    talk.utter("utter_hand_over")
    agreed = case.plan.reason if case.plan else None
    hand_over(talk, case, case.reason or agreed or "policy")
