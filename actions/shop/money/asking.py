"""The question for a detail of a payment, invoice or code: how it is put, how it is answered."""

from __future__ import annotations

from actions.engine.answers.choice_buttons import payload
from actions.engine.answers.corrections import correction
from actions.engine.answers.interruptions import STEERING, changes_topic
from actions.engine.business.open_question import Asked, OpenQuestion
from actions.engine.case.case import Case
from actions.engine.case.reading import order_numbers
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say
from actions.shop.money import detail as details
from actions.shop.money.detail import Detail, open_detail
from actions.shop.money.topics import DETAILS, TOPICS


def ask(case: Case, _turn: Turn) -> Asked:
    """Ask; in other words where the answer did not fit."""
    open_one = open_detail(case, _open(case))
    buttons = [
        {"title": title, "payload": payload(open_one.name, name)}
        for name, title in open_one.choices.items()
    ]
    text = open_one.again if case.findings.reworded else open_one.text
    return Asked(case=case, text=say(text, **case.findings.words), buttons=buttons)


def answer(case: Case, turn: Turn) -> Case | None:
    """The answer, and what the message tells beside it."""
    if changes_topic(case, turn):
        return details.in_passing(case, turn, _open(case))
    if _names_another_order(case, turn) and (again := correction(case, turn)):
        return again
    others = TOPICS[case.topic].details
    return details.reply(details.told_besides(case, turn, others), turn, _open(case))


def _names_another_order(case: Case, turn: Turn) -> bool:
    """Whether a number is no answer but the order that it is about."""
    other = [one for one in order_numbers(turn) if one != case.order_number]
    open_one = open_detail(case, _open(case))
    return bool(other) and open_one.read(turn, asked=True) is None


def in_passing(case: Case, turn: Turn) -> Case | None:
    """The answer in a message that was taken for another matter."""
    return None if turn.intent in STEERING else details.in_passing(case, turn, _open(case))


def _open(case: Case) -> Detail:
    return DETAILS[case.findings.open or ""]


QUESTIONS = {"detail": OpenQuestion(ask=ask, answer=answer, in_passing=in_passing)}
