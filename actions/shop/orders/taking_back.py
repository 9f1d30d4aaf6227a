"""Second thoughts about what was just done: an address put right, a return called off again."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.case.case import Case, waiting
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.postal import corrected, street
from actions.engine.case.reading import order_numbers
from actions.engine.case.turn import Turn
from actions.engine.listening.questions import question_words
from actions.engine.words.texts import say, say_to_agents
from actions.shop.orders import remedies

_ANNOUNCED = frozenset({"send_back", "take_back", "repair", "exchange"})
"""Acts after which goods are expected back; until they are sent nothing has happened."""
_UNDO = re.compile(
    r"\b(undo|revert|take (that|it all) back|changed my mind|put (it|that) back (as|the way|to)|"
    r"withdraw|call (it|that) off|(cancel|stop|scrap|forget) (the|that|my|this) "
    r"(return|exchange|label|rma|repair|refund|trace|change|replacement)|"
    r"(i'?ll|i will|i want to|want to|wanna|can i|i'?d rather|gonna) keep (it|them|that|this|the)|"
    r"keep(ing)? (it|them|that|this) after all|did ?n'?t want (that|you to)|"
    r"(do ?n'?t|not) (want|need) to (return|send|exchange) (it|them|that|the \w+)( back)?)\b",
    re.IGNORECASE,
)


def amended(case: Case, turn: Turn) -> Case | None:
    """The case with what was done to be changed or taken back; None where that is not wanted."""
    if case.plan is None or case.diagnosis is None or _about_another(case, turn):
        return None
    if reversed_case := _as_before(case, turn):
        return reversed_case
    if case.plan.act == "redirect":
        return _readdressed(case, case.diagnosis, turn)
    if not _UNDO.search(turn.text):
        return None
    plan = _withdrawn(case.diagnosis) if case.plan.act in _ANNOUNCED else _by_colleague(case.plan)
    return waiting(replace(case, plan=plan, ending=None, reason=None, explained=True), "go_ahead")


def _as_before(case: Case, turn: Turn) -> Case | None:
    """What the same system can do once more is put back as it was; None without another wish."""
    reverse = case.done.reverse if case.done else None
    if reverse is None or not _takes_back(turn.text) or street(turn.text):
        return None
    done = case.tried[-1].action if case.tried else reverse.act
    plan = Plan(
        act=reverse.act,
        intent=say_to_agents("undo.intent", done=done),
        proposal=reverse.proposal,
        optional=True,
    )
    again = replace(case, diagnosis=reverse.diagnosis, plan=plan, done=None)
    return waiting(replace(again, ending=None, reason=None, explained=True), "go_ahead")


def _takes_back(text: str) -> bool:
    return _UNDO.search(text) is not None or question_words().asked(text) == "undo"


def _about_another(case: Case, turn: Turn) -> bool:
    return any(number != case.order_number for number in order_numbers(turn))


def _readdressed(case: Case, done: Diagnosis, turn: Turn) -> Case | None:
    """To be sent to the address as it is put right; to another one, which is asked for."""
    before = done.new_address
    where = street(turn.text) or (corrected(before, turn.text) if before else None)
    if where == before or (where is None and not _UNDO.search(turn.text)):
        return None
    return replace(
        case,
        new_address=where,
        diagnosis=None,
        plan=None,
        explained=False,
        ending=None,
        reason=None,
        hint=None,
    )


def _withdrawn(done: Diagnosis) -> Plan:
    return Plan(
        act="withdraw",
        intent=say_to_agents("agents.plan.withdraw", goods=done.product, number=done.order_number),
        proposal=say("remedies.withdraw", goods=done.product),
    )


def _by_colleague(done: Plan) -> Plan:
    return remedies.ask_colleague(
        say_to_agents("agents.plan.undo", done=done.intent), say("remedies.undo")
    )
