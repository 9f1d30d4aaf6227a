"""Progress of a case within a turn: looked into as far as it goes, told, and kept."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from actions.crm.once import reading_once
from actions.crm.port import Crm
from actions.engine.business.flow import advance
from actions.engine.case import crm_access, identity
from actions.engine.case.case import Case, closed, ended
from actions.engine.case.desk import ORDERS_LOOKED_THROUGH, Desk
from actions.engine.case.identity import owner
from actions.engine.case.turn import Turn
from actions.engine.talk.base import Talk
from actions.engine.talk.coming_back import recall_contacts
from actions.engine.talk.forewarning import forewarn, in_force
from actions.engine.talk.questions import thing
from actions.engine.talk.said import SLOT, asked_from, key_of
from actions.engine.words.texts import say
from contracts.region import region

OPEN = "answer"
"""The form's one slot: what the case waits for says what it stands for."""
_BY_ITSELF = "wishes"
"""A question that counts by itself how often it was put."""


async def carry_on(talk: Talk, case: Case) -> None:
    """Advance the case, say what is new, and wait or end."""
    crm, today = reading_once(crm_access.crm()), region().today()
    known, _ = await asyncio.gather(in_force(crm), _read_ahead(crm, case, talk.turn))
    desk = Desk(crm=crm, turn=talk.turn, today=today, incidents=known)
    before, case = talk.case, await _not_asked_on(talk, await advance(case, desk), desk)
    if case.won and case.won != before.won:
        talk.send("identity", identity.announcement(case.won))
        if case.won.order_number is not None:
            talk.utter("utter_identity_won")
    await forewarn(talk, case, desk)
    await recall_contacts(talk, case, desk)
    if case.hint == "corrected":
        number = case.order_number
        named = say("order.thing", number=number) if number else thing(case)
        talk.utter("utter_corrected", thing=named)
        case = replace(case, hint=None)
    for told in case.news:
        talk.say(told)
    talk.keep(replace(case, news=()))
    talk.set("order_number", case.order_number if case.account else None)
    talk.set("requested_slot", OPEN if case.waiting_for else None)


async def _not_asked_on(talk: Talk, case: Case, desk: Desk) -> Case:
    """The case without a question that was put twice and not answered.

    A detail is left open, and what can be said without it is; else a person comes.
    """
    asked = asked_from(talk.slot(SLOT))
    while _is_counted(case) and asked.too_often(key_of(case)):
        if case.findings.open is None:
            return ended(case, "hand_over", "low_understanding")
        left_open = closed(case.findings, case.findings.open)
        case = await advance(replace(case, findings=left_open, waiting_for=None), desk)
    return case


def _is_counted(case: Case) -> bool:
    return case.waiting_for not in (None, _BY_ITSELF) and case.hint not in ("patience", "mismatch")


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
