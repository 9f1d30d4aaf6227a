"""Put the open question of a case into words and buttons."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from actions.engine.answers.choice_buttons import AFFIRM, DENY, button
from actions.engine.business.business import GOODS, business
from actions.engine.business.open_question import OpenQuestion
from actions.engine.case.case import Case
from actions.engine.talk.apology import own_up
from actions.engine.talk.base import Talk
from actions.engine.talk.choices import choices, items, products
from actions.engine.talk.offers import person
from actions.engine.talk.said import MOST_ASKED, SLOT, asked_from, key_of
from actions.engine.talk.second_questions import put_anew
from actions.engine.words.texts import say


def ask(talk: Talk) -> None:
    """Ask what the case waits for, after what must be heard first.

    The second time it is put in other words, with a way out; being wished for again is no second.
    """
    case = talk.case
    if case.diagnosis and not case.explained:
        talk.say(case.diagnosis.explanation)
    own_up(talk, case)
    if case.waiting_for is None:
        return
    before, key = asked_from(talk.slot(SLOT)), key_of(case)
    again = key in before.times and talk.turn.intent != "repeat" and talk.words_reached_them
    if case.waiting_for in _ASK:
        if again:
            put_anew(talk, case, thing(case))
        else:
            _ASK[case.waiting_for](talk, case)
    else:
        _ask_own(talk, business().questions[case.waiting_for], again=again)
    if talk.turn.intent != "repeat" and case.hint != "patience":
        talk.set(SLOT, msgspec.to_builtins(before.put(key)))


def still_open(talk: Talk, case: Case) -> None:
    """Say once more that the case waits, where its question was put twice already; then no more.

    What was asked meanwhile has had its answer.
    """
    before, key = asked_from(talk.slot(SLOT)), key_of(case)
    if before.times.get(key, 0) == MOST_ASKED:
        plan = case.plan if case.waiting_for == "go_ahead" else None
        no = "button.no_thanks" if plan and plan.optional else "button.no"
        buttons = (button("button.yes", AFFIRM), button(no, DENY)) if plan else ()
        talk.utter("utter_still_open", buttons=buttons, thing=thing(case))
        talk.set(SLOT, msgspec.to_builtins(before.put(key)))


def _ask_own(talk: Talk, question: OpenQuestion, *, again: bool) -> None:
    """A question that only this business asks."""
    case = talk.case
    asked = question.ask(case, talk.turn)
    if asked is not None and again and case.findings.open and asked.case == case:
        case = replace(case, findings=replace(case.findings, reworded=True))
        asked = question.ask(case, talk.turn)
    if asked is None:
        return
    if asked.case != case:
        talk.keep(asked.case)
    buttons = asked.buttons
    if again and not question.advice:
        buttons = (*buttons, person())
    if asked.response:
        talk.utter(asked.response, buttons=buttons, **asked.values)
    else:
        talk.say(asked.text or "", buttons=buttons)


def thing(case: Case) -> str:
    """What it is about, in the customer's words: `graphics card`, `order 10432`, `PC`."""
    if case.wanted:
        return max(case.wanted, key=len)
    topic = business().topics.get(case.topic)
    about = topic.thing if topic else GOODS
    if about == GOODS and case.order_number:
        return say("order.thing", number=case.order_number)
    return about


def _which_order(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_which_order", buttons=choices(case))


def _which_item(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_which_item", buttons=items(case))


def _which_product(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_which_product", buttons=products(case))


def _what_change(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_what_change", buttons=(person(),))


def _new_address(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_new_address", buttons=(person(),))


def _new_country(talk: Talk, case: Case) -> None:
    where = case.new_address
    place = f"{where.postcode} {where.city}" if where else ""
    talk.utter("utter_ask_new_country", buttons=(person(),), place=place)


def _order_number(talk: Talk, case: Case) -> None:
    response = {
        "none_fits": "utter_none_fits" if case.wanted else "utter_no_orders",
        "not_found": "utter_order_not_found",
    }.get(case.hint or "", "utter_ask_order_number")
    talk.utter(response, buttons=(person(),), thing=thing(case))


def _identity(talk: Talk, case: Case) -> None:
    if case.hint == "mismatch":
        talk.utter("utter_identity_mismatch", buttons=(person(),))
    elif case.order_number:
        talk.utter("utter_ask_postcode", number=case.order_number)
    elif case.postcode:
        talk.utter("utter_ask_number_too")
    else:
        talk.utter("utter_ask_identity")


def _checked(talk: Talk, case: Case) -> None:
    buttons = (button("button.looked", AFFIRM), button("button.not_yet", DENY))
    talk.utter("utter_ask_checked", buttons=buttons)


def _go_ahead(talk: Talk, case: Case) -> None:
    if case.plan:
        no = "button.no_thanks" if case.plan.optional else "button.no"
        buttons = (button("button.yes", AFFIRM), button(no, DENY))
        talk.say(case.plan.proposal, buttons=buttons)


def _difference(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_difference")


_ASK: dict[str, Callable[[Talk, Case], None]] = {
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
