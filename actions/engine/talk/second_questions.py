"""Second asking of a case's question: in other words, saying what is needed, with a way out."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.engine.answers.choice_buttons import AFFIRM, DENY, button
from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Plan
from actions.engine.talk.base import Talk
from actions.engine.talk.choices import choices, items, products
from actions.engine.talk.offers import person
from actions.engine.words.texts import say
from actions.engine.words.wording import listed


def put_anew(talk: Talk, case: Case, thing: str) -> None:
    """Ask what the case waits for once more; `thing` is what it is about."""
    if case.waiting_for is not None:
        _ASK[case.waiting_for](talk, case, thing)


def _which_order(talk: Talk, case: Case, thing: str) -> None:
    numbers = listed([say("order.name", number=one.number) for one in case.candidates])
    buttons = (*choices(case), person())
    talk.utter("utter_ask_which_order_again", buttons=buttons, orders=numbers)


def _which_item(talk: Talk, case: Case, thing: str) -> None:
    buttons = (*items(case), person())
    talk.utter("utter_ask_which_item_again", buttons=buttons, goods=_offered(case))


def _which_product(talk: Talk, case: Case, thing: str) -> None:
    talk.utter(
        "utter_ask_which_product_again", buttons=(*products(case), person()), goods=_offered(case)
    )


def _offered(case: Case) -> str:
    return listed([one.product for one in case.candidates])


def _what_change(talk: Talk, case: Case, thing: str) -> None:
    talk.utter("utter_ask_what_change_again", buttons=(person(),))


def _new_address(talk: Talk, case: Case, thing: str) -> None:
    talk.utter("utter_ask_new_address_again", buttons=(person(),))


def _new_country(talk: Talk, case: Case, thing: str) -> None:
    where = case.new_address
    place = f"{where.postcode} {where.city}" if where else ""
    talk.utter("utter_ask_new_country_again", buttons=(person(),), place=place)


def _order_number(talk: Talk, case: Case, thing: str) -> None:
    example = business().order_numbers.example
    talk.utter("utter_ask_order_number_again", buttons=(person(),), thing=thing, example=example)


def _identity(talk: Talk, case: Case, thing: str) -> None:
    if case.hint == "mismatch":
        talk.utter("utter_identity_mismatch_again", buttons=(person(),))
    else:
        talk.utter("utter_ask_identity_again", buttons=(person(),))


def _checked(talk: Talk, case: Case, thing: str) -> None:
    buttons = (button("button.looked", AFFIRM), button("button.not_yet", DENY), person())
    talk.utter("utter_ask_checked_again", buttons=buttons)


def _go_ahead(talk: Talk, case: Case, thing: str) -> None:
    if case.plan:
        no = "button.no_thanks" if case.plan.optional else "button.no"
        buttons = (button("button.yes", AFFIRM), button(no, DENY), person())
        talk.say(say("asked.go_ahead", plan=in_short(case.plan)), buttons=buttons)


def in_short(plan: Plan) -> str:
    """The plan as a colleague would read it, without what is for colleagues alone."""
    return plan.brief or re.sub(r" \([^)]*\)$", "", plan.intent)


def _difference(talk: Talk, case: Case, thing: str) -> None:
    talk.utter("utter_ask_difference_again", buttons=(person(),))


_ASK: dict[str, Callable[[Talk, Case, str], None]] = {
    "which_order": _which_order,
    "which_item": _which_item,
    "which_product": _which_product,
    "what_change": _what_change,
    "order_number": _order_number,
    "identity": _identity,
    "checked": _checked,
    "new_address": _new_address,
    "new_country": _new_country,
    "go_ahead": _go_ahead,
    "difference": _difference,
}
