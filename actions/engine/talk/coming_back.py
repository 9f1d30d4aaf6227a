"""Take notice of what presses a customer: urgency, the law, coming back about the same thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.desk import Desk
from actions.engine.case.identity import owner
from actions.engine.talk import noticed
from actions.engine.talk.base import Talk
from actions.engine.talk.offers import person
from actions.engine.words.texts import say, say_to_agents

_CAME_BACK = "came_back"
_CONTACTS = 3
"""So many earlier contacts make this one the fourth."""
_LATELY = timedelta(days=60)
_LOOKED_THROUGH = 20
"""The newest entries of a customer's history."""


def take_notice(talk: Talk) -> None:
    """Keep what a typed message tells, and offer a person to who says that they came back."""
    known = noticed.with_message(noticed.noticed(talk), talk.turn.text, business().cues)
    noticed.keep(talk, known)
    if known.came_back:
        _offer(talk, known)


async def recall_contacts(talk: Talk, case: Case, desk: Desk) -> None:
    """Notice in the CRM that a customer is here for the fourth time about the same order.

    Looked up when it gets clear which order; `talk` still has the case of before.
    """
    known, account = noticed.noticed(talk), owner(case, desk.turn)
    number = _number(case)
    if _CAME_BACK in known.told or account is None or number in (None, "", _number(talk.case)):
        return
    count = await _contacts(desk.crm, account, number, talk.turn.conversation_id)
    if count >= _CONTACTS:
        told = say_to_agents("came_back.counted", count=count, number=number)
        _offer(talk, replace(known, came_back=told))


def _number(case: Case) -> str | None:
    return case.diagnosis.order_number if case.diagnosis else case.order_number


def _offer(talk: Talk, known: noticed.Noticed) -> None:
    if _CAME_BACK in known.told:
        return
    talk.say(say("came_back.told"), buttons=(person(),))
    noticed.keep(talk, replace(known, told=(*known.told, _CAME_BACK)))


async def _contacts(crm: Crm, account: str, number: str, here: str) -> int:
    """Earlier conversations and tickets about an order, lately; none where the CRM is silent."""
    since = datetime.now(UTC) - _LATELY
    try:
        tickets = await crm.history.tickets(account, limit=_LOOKED_THROUGH)
        notes = await crm.history.notes(account, limit=_LOOKED_THROUGH)
    except CrmError:
        return 0
    told = [
        (one.conversation_id or one.reference, one.order_number, one.opened_at) for one in tickets
    ]
    told += [(one.conversation_id or one.id, one.order_number, one.at) for one in notes]
    return len({which for which, about, at in told if about == number and at >= since} - {here})
