"""Carry a case on, whatever its topic, until it waits for the customer or has come to an end."""

from __future__ import annotations

from actions.crm.errors import CrmError
from actions.engine.business.business import business
from actions.engine.business.permission import permitted
from actions.engine.business.remedies import is_refused, otherwise
from actions.engine.business.topic import Topic
from actions.engine.case.case import Case, attempted, ended
from actions.engine.case.desk import Desk


async def advance(case: Case, desk: Desk) -> Case:
    """The case until it waits for the customer or has come to an end."""
    if case.waiting_for or case.ending:
        return case
    try:
        found = await permitted(await topic_of(case).look(case, desk), desk)
        instead = otherwise(found)
        if instead is None or instead.ending:
            return instead or found
        other = await permitted(await topic_of(instead).look(instead, desk), desk)
        return ended(other, "offer_person") if is_refused(other) else other
    except CrmError:
        failed = attempted(case, "Look into the order", "the order system did not answer")
        return ended(failed, "hand_over", "action_failed")


def topic_of(case: Case) -> Topic:
    """The topic that the case is about."""
    return business().topics[case.topic]
