"""Short form of the open question, for when something that was asked in between is answered."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from actions.engine.answers.choice_buttons import AFFIRM, DENY, button
from actions.engine.business.business import business
from actions.engine.business.unserved import FOR_PEOPLE
from actions.engine.case.case import Case
from actions.engine.talk.base import Buttons, Talk
from actions.engine.talk.choices import choices, items, products
from actions.engine.talk.offers import person
from actions.engine.talk.second_questions import in_short
from actions.engine.words.texts import say


def ask_in_short(talk: Talk, *, named: bool = False) -> None:
    """Come back to what the case waits for. It counts as no second asking: they asked first.

    With `named` a proposal is said again, as what came in between was about something else.
    """
    case = talk.case
    if named and case.waiting_for == "go_ahead" and case.plan:
        _, buttons = _go_ahead(case)
        talk.say(say("asked.go_ahead", plan=in_short(case.plan)), buttons=buttons)
    elif case.waiting_for in _AGAIN:
        words, buttons = _AGAIN[case.waiting_for](case)
        talk.say(say(words), buttons=buttons)
    elif case.waiting_for:
        _ask_own(talk, case, case.waiting_for)


def _ask_own(talk: Talk, case: Case, name: str) -> None:
    # A step is waited for; a question is put in other words.
    found = replace(case.findings, reworded=name != "helped")
    calmly = replace(case, hint="patience", findings=found)
    asked = business().questions[name].ask(calmly, talk.turn)
    if asked is None:
        return
    if asked.response:
        talk.utter(asked.response, buttons=asked.buttons, **asked.values)
    else:
        talk.say(asked.text or "", buttons=asked.buttons)


def _which_order(case: Case) -> tuple[str, Buttons]:
    return "explains.again.choice", choices(case)


def _which_item(case: Case) -> tuple[str, Buttons]:
    return "explains.again.choice", items(case)


def _which_product(case: Case) -> tuple[str, Buttons]:
    return "explains.again.choice", products(case)


def _go_ahead(case: Case) -> tuple[str, Buttons]:
    plan = case.plan
    no = "button.no_thanks" if plan and plan.optional else "button.no"
    for_people = plan is not None and plan.act in FOR_PEOPLE
    words = "explains.again.person" if for_people else "explains.again.go_ahead"
    return words, (button("button.yes", AFFIRM), button(no, DENY))


def _checked(_case: Case) -> tuple[str, Buttons]:
    looked = (button("button.looked", AFFIRM), button("button.not_yet", DENY))
    return "explains.again.checked", looked


def _detail(_case: Case) -> tuple[str, Buttons]:
    return "explains.again.detail", (person(),)


_AGAIN: dict[str, Callable[[Case], tuple[str, Buttons]]] = {
    "which_order": _which_order,
    "which_item": _which_item,
    "which_product": _which_product,
    "checked": _checked,
    "go_ahead": _go_ahead,
    "difference": _detail,
    "what_change": _detail,
    "order_number": _detail,
    "identity": _detail,
    "new_address": _detail,
    "new_country": _detail,
}
