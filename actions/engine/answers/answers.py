"""Take a message as the answer to the question that a case has open."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from msgspec.structs import replace

from actions.engine.answers.agreement import agreed, difference, go_ahead, proposed
from actions.engine.answers.choosing import which_item, which_order, which_product
from actions.engine.answers.corrections import correction
from actions.engine.answers.interruptions import STEERING, interrupts
from actions.engine.answers.validity import told_why, why_no_address, why_no_order_number
from actions.engine.business.business import business
from actions.engine.case import identity
from actions.engine.case.case import Case, answered, ended, turned
from actions.engine.case.postal import country_in, street
from actions.engine.case.reading import (
    Challenge,
    challenge,
    named_postcode,
    order_numbers,
    order_numbers_in,
)
from actions.engine.case.turn import Turn
from actions.engine.words.wording import listed

_LOOKED = re.compile(
    r"\b(nothing|nobody|no ?one|not there|no luck|no sign|nowhere)\b", re.IGNORECASE
)
_NOT_YET = re.compile(
    r"\b(not yet|haven'?t|have not|didn'?t|will look|go and look)\b", re.IGNORECASE
)
_LEAVE_IT = re.compile(
    r"\b(keep (it|them|this|that|mine)|(I'?ll|I will|I can|rather|just) (just )?wait|leave it|"
    r"no need|not (needed|necessary)|too much (hassle|trouble|effort)|not worth it)\b",
    re.IGNORECASE,
)


def answer(case: Case, turn: Turn) -> Case | None:
    """The case with the message taken as an answer; None when it is none."""
    if _leaves_it(case, turn):
        return ended(answered(case, proposed(case), "no, leave it"), "left")
    if case.waiting_for is None or interrupts(turn.intent):
        return _anyway(case, turn)
    own = _ANSWERS.get(case.waiting_for)
    return own(case, turn) if own else business().questions[case.waiting_for].answer(case, turn)


def _anyway(case: Case, turn: Turn) -> Case | None:
    """An answer by its words, whatever it was taken for: thanks for what helped, a symptom."""
    if case.waiting_for == "go_ahead" and agreed(case, turn).verdict:
        return go_ahead(case, turn)
    if case.waiting_for in _BY_FORM and turn.intent not in STEERING:
        return _BY_FORM[case.waiting_for](case, turn)
    asked = business().questions.get(case.waiting_for or "")
    return asked.in_passing(case, turn) if asked else None


def _leaves_it(case: Case, turn: Turn) -> bool:
    """Whether nothing is to be done; advice has ways of its own to be declined."""
    asked = business().questions.get(case.waiting_for or "")
    if case.waiting_for is None or (asked and asked.advice):
        return False
    if turn.intent in STEERING - {"cancel"}:
        return False
    return "?" not in turn.text and bool(_LEAVE_IT.search(turn.text))


def _what_change(case: Case, turn: Turn) -> Case | None:
    again = correction(case, turn)
    return answered(again, "What should change?", "as proposed next") if again else None


def _new_address(case: Case, turn: Turn) -> Case | None:
    where = street(turn.text)
    if where is None:
        if why := why_no_address(turn):
            return told_why(case, why)
        return ended(case, "offer_person") if turn.intent == "deny" else None
    return replace(answered(case, "Where should it go?", "an address"), new_address=where)


def _whole_address(case: Case, turn: Turn) -> Case | None:
    return _new_address(case, turn) if street(turn.text) else None


def _new_country(case: Case, turn: Turn) -> Case | None:
    """The country of the new address; another address does as well."""
    if where := street(turn.text):
        return replace(answered(case, "Where should it go?", "an address"), new_address=where)
    country = country_in(turn.text)
    if case.new_address is None or not country:
        return ended(case, "offer_person") if turn.intent == "deny" else None
    known = answered(case, "In which country is that?", country)
    return replace(known, new_address=replace(case.new_address, country=country))


def _order_number(case: Case, turn: Turn) -> Case | None:
    number = next(iter(order_numbers(turn)), None)
    wanted = turn.entities.get("product", ())
    if number is None and not wanted:
        if why := why_no_order_number(turn):
            return told_why(case, why)
        return ended(case, "offer_person") if turn.intent == "deny" else None
    said = f"order {number}" if number else listed(wanted)
    return turned(
        answered(case, "Which order is it about?", said),
        number=number,
        wanted=wanted or case.wanted,
    )


def _identity(case: Case, turn: Turn) -> Case | None:
    if identity.whole_account(turn.customer) is not None:
        return replace(case, waiting_for=None, hint=None)  # they have signed in meanwhile
    said = _secrets(case, turn)
    if said.postcode is None and said.order_number == case.order_number:
        if case.order_number is None and (why := why_no_order_number(turn)):
            return told_why(case, why)
        return ended(case, "offer_person") if turn.intent == "deny" else None
    return replace(
        case,
        order_number=said.order_number,
        postcode=said.postcode or case.postcode,
        mismatched=False,
        waiting_for=None,
        hint=None,
    )


def _secrets(case: Case, turn: Turn) -> Challenge:
    """Both secrets as far as they are told; after a mismatch a bare number is the nearer one."""
    said = challenge(turn.text, case.order_number)
    again = said.postcode if case.mismatched and said.order_number == case.order_number else None
    if again is None or named_postcode(turn.text) or not order_numbers_in(turn.text):
        return said
    if _nearness(again, case.order_number) > _nearness(again, case.postcode):
        return Challenge(order_number=order_numbers_in(turn.text)[0], postcode=None)
    return said


def _nearness(said: str, before: str | None) -> float:
    return SequenceMatcher(None, said, before or "").ratio()


def _checked(case: Case, turn: Turn) -> Case | None:
    if again := correction(case, turn):
        return again
    question = "Did you ask the neighbours and look in a safe place?"
    if _LOOKED.search(turn.text) or _is_yes(turn):
        return replace(answered(case, question, "yes, it is not there"), checked=True)
    if turn.intent == "deny" or _NOT_YET.search(turn.text):
        return ended(answered(case, question, "not yet"), "look_first")
    return None


def _is_yes(turn: Turn) -> bool:
    return turn.intent == "affirm" and "?" not in turn.text and not _NOT_YET.search(turn.text)


_ANSWERS: dict[str, Callable[[Case, Turn], Case | None]] = {
    "which_order": which_order,
    "which_item": which_item,
    "which_product": which_product,
    "what_change": _what_change,
    "order_number": _order_number,
    "identity": _identity,
    "checked": _checked,
    "new_address": _new_address,
    "new_country": _new_country,
    "go_ahead": go_ahead,
    "difference": difference,
}

_BY_FORM: dict[str, Callable[[Case, Turn], Case | None]] = {
    "new_address": _whole_address,
    "new_country": _new_country,
}
"""What is an answer by its form alone, whatever the message was taken for."""
