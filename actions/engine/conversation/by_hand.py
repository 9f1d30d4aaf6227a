"""Files what colleagues have to do by hand, and brings one in who finds it on their desk."""

from __future__ import annotations

from actions.crm.errors import CrmError
from actions.engine.business.unserved import BY_HAND, by_hand, unserved
from actions.engine.case import crm_access
from actions.engine.case.case import Case, attempted
from actions.engine.case.diagnosis import Plan
from actions.engine.case.turn import Turn
from actions.engine.conversation.handoff import hand_over
from actions.engine.talk.base import Talk
from actions.engine.words.texts import say


def as_served(plan: Plan) -> Plan:
    """The plan, or one for a colleague's hands where no system carries it out."""
    why = None if plan.act == BY_HAND else unserved(plan.act, crm_access.crm())
    return plan if why is None else by_hand(plan, why)


async def file_and_hand_over(talk: Talk, case: Case, account: str) -> None:
    """A ticket with all that is known, where the systems take one, and a person in any case."""
    reference = await _filed(case, account, talk.turn)
    if reference is not None:
        case = attempted(case, "Ticket for a colleague", f"opened, reference {reference}")
        talk.say(say("by_hand.filed", reference=reference))
    talk.utter("utter_hand_over")
    hand_over(talk, case, "policy")


async def _filed(case: Case, account: str, turn: Turn) -> str | None:
    """The ticket's reference. Who takes over has the same in the packet, so it may fail."""
    crm, plan, found = crm_access.crm(), case.plan, case.diagnosis
    if plan is None or crm.why_not("open_ticket"):
        return None
    number = (found.order_number or None) if found else None
    try:
        ticket = await crm.history.open_ticket(
            account,
            subject=f"To do by hand: {plan.intent}",
            body=found.situation if found else plan.intent,
            kind=BY_HAND,
            order_number=number,
            conversation_id=turn.conversation_id,
            idempotency_key=turn.key(BY_HAND, number or account),
        )
    except CrmError:
        return None
    return ticket.reference
