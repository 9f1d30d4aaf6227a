"""Put questions about a symptom, and repair steps, into words and buttons."""

from __future__ import annotations

from actions.engine.case.case import Case
from actions.engine.talk.base import Talk
from actions.shop.troubleshooting.heard import UNSURE, payload
from actions.shop.troubleshooting.replies import ELSE, reasked
from actions.shop.troubleshooting.symptom import HELPED, NO_CHANGE
from actions.shop.troubleshooting.symptoms import SYMPTOMS


def symptom(talk: Talk, case: Case) -> None:
    """The question that tells most; in other words where the answer did not fit."""
    question = SYMPTOMS[case.topic].question(case.findings.open)
    if question is None:
        return
    if talk.turn.meaningless and not case.findings.reworded:
        case = reasked(case)
        talk.keep(case)
    buttons = [
        {"title": choice.title, "payload": payload(question.name, choice.name)}
        for choice in question.answers
    ]
    unsure = {"title": "I can't tell", "payload": payload(question.name, UNSURE)}
    text = question.again if case.findings.reworded else question.text
    talk.say(text, buttons=(*buttons, unsure))


def helped(talk: Talk, case: Case) -> None:
    """The repair step, and whether it helped."""
    step = SYMPTOMS[case.topic].step(case.findings.open)
    if step is None:
        return
    buttons = (
        {"title": "That helped", "payload": payload(step.name, HELPED)},
        {"title": "No change", "payload": payload(step.name, NO_CHANGE)},
        {"title": "It's something else", "payload": payload(step.name, ELSE)},
    )
    tried = any(one.name in case.findings.known for one in SYMPTOMS[case.topic].steps)
    response = "utter_try_next" if tried else "utter_try_first"
    if case.hint == "patience" and talk.turn.intent != "repeat":
        response = "utter_take_your_time"
    talk.utter(response, buttons=buttons, step=step.text)


def what_else(talk: Talk, case: Case) -> None:
    """What speaks against the diagnosis."""
    talk.utter("utter_ask_what_else")
