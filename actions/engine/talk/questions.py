"""Put the open question of a case into words and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from actions.engine.answers.choice_buttons import AFFIRM, DENY, button
from actions.engine.answers.choosing import label
from actions.engine.business.business import GOODS, business
from actions.engine.business.open_question import Asked, OpenQuestion
from actions.engine.business.unserved import FOR_PEOPLE
from actions.engine.case.case import Candidate, Case
from actions.engine.talk.apology import own_up
from actions.engine.talk.base import Buttons, Talk
from actions.engine.talk.offers import person
from actions.engine.words.texts import say
from actions.engine.words.wording import money, short_day
from contracts.region import region

_ALL_OF_IT = "all of it"
"""What is sent for every item; `choosing` finds it by its first word."""


def ask(talk: Talk) -> None:
    """Ask what the case waits for, after what must be heard first."""
    case = talk.case
    if case.diagnosis and not case.explained:
        talk.say(case.diagnosis.explanation)
    own_up(talk, case)
    if case.waiting_for in _ASK:
        _ASK[case.waiting_for](talk, case)
    elif case.waiting_for:
        _ask_own(talk, business().questions[case.waiting_for])


def ask_again(talk: Talk) -> None:
    """Come back to the open question after something that was asked in between: in short."""
    case = talk.case
    if case.waiting_for in _AGAIN:
        words, buttons = _AGAIN[case.waiting_for](case)
        talk.say(say(words), buttons=buttons)
    elif case.waiting_for:
        calmly = replace(case, hint="patience", findings=replace(case.findings, reworded=True))
        _put(talk, business().questions[case.waiting_for].ask(calmly, talk.turn))


def _ask_own(talk: Talk, question: OpenQuestion) -> None:
    """A question that only this business asks."""
    asked = question.ask(talk.case, talk.turn)
    if asked is None:
        return
    if asked.case != talk.case:
        talk.keep(asked.case)
    _put(talk, asked)


def _put(talk: Talk, asked: Asked | None) -> None:
    if asked is None:
        return
    if asked.response:
        talk.utter(asked.response, buttons=asked.buttons, **asked.values)
    else:
        talk.say(asked.text or "", buttons=asked.buttons)


def thing(case: Case) -> str:
    """What it is about, in the customer's words: `graphics card`, `order 10432`, `PC`."""
    if case.wanted:
        return max(case.wanted, key=len)
    topic = business().topics.get(case.topic)
    about = topic.thing if topic else GOODS
    if about == GOODS and case.order_number:
        return say("order.thing", number=case.order_number)
    return about


def choices(case: Case) -> tuple[dict[str, Any], ...]:
    """A card for each order that may be meant."""
    orders = (
        {
            "title": label(one),
            "payload": f'/inform{{"order_number": "{one.number}"}}',
            "card": _card(say("order.name", number=one.number), one.product, _ordered(one)),
        }
        for one in case.candidates
    )
    return (*orders, _none_of_these())


def _ordered(one: Candidate) -> str:
    return say("order.placed", day=short_day(one.placed_on)) if one.placed_on else ""


def items(case: Case) -> tuple[dict[str, str], ...]:
    """A button for each item of the order that may be meant, and one for all."""
    single = ({"title": one.product, "payload": _naming(one.product)} for one in case.candidates)
    return (*single, button("button.all_of_it", _naming(_ALL_OF_IT)))


def _card(name: str, *lines: str) -> dict[str, Any]:
    return {"name": name, "lines": list(filter(None, lines))}


def _which_order(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_which_order", buttons=choices(case))


def _which_item(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_which_item", buttons=items(case))


def _which_product(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_which_product", buttons=_product_buttons(case))


def _product_buttons(case: Case) -> Buttons:
    single = (
        {
            "title": say(
                "product.title", product=one.product, price=money(one.price, region().currency)
            ),
            "payload": _naming(one.product),
            "card": _card(one.product, money(one.price, region().currency)),
        }
        for one in case.candidates
    )
    return (*single, _none_of_these())


def _what_change(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_what_change", buttons=(person(),))


def _none_of_these() -> dict[str, str]:
    return button("button.none_of_these", DENY)


def _naming(product: str) -> str:
    return f'/inform{{"product": "{product}"}}'


def _new_address(talk: Talk, case: Case) -> None:
    talk.utter("utter_ask_new_address", buttons=(person(),))


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
    talk.utter("utter_ask_checked", buttons=_looked_or_not())


def _looked_or_not() -> Buttons:
    return (button("button.looked", AFFIRM), button("button.not_yet", DENY))


def _go_ahead(talk: Talk, case: Case) -> None:
    if case.plan:
        talk.say(case.plan.proposal, buttons=_yes_or_no(case))


def _yes_or_no(case: Case) -> Buttons:
    no = "button.no_thanks" if case.plan and case.plan.optional else "button.no"
    return (button("button.yes", AFFIRM), button(no, DENY))


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
    "go_ahead": _go_ahead,
    "difference": _difference,
}


def _go_ahead_again(case: Case) -> tuple[str, Buttons]:
    for_people = case.plan is not None and case.plan.act in FOR_PEOPLE
    words = "explains.again.person" if for_people else "explains.again.go_ahead"
    return words, _yes_or_no(case)


def _product_again(case: Case) -> tuple[str, Buttons]:
    return "explains.again.choice", _product_buttons(case)


def _detail_again(_case: Case) -> tuple[str, Buttons]:
    return "explains.again.detail", (person(),)


_AGAIN: dict[str, Callable[[Case], tuple[str, Buttons]]] = {
    "which_order": lambda case: ("explains.again.choice", choices(case)),
    "which_item": lambda case: ("explains.again.choice", items(case)),
    "which_product": _product_again,
    "checked": lambda _case: ("explains.again.checked", _looked_or_not()),
    "go_ahead": _go_ahead_again,
    "difference": _detail_again,
    "what_change": _detail_again,
    "order_number": _detail_again,
    "identity": _detail_again,
    "new_address": _detail_again,
}
