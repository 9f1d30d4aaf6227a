"""Questions about a symptom, and repair steps: how they are put, how they are answered."""

from __future__ import annotations

from actions.engine.answers.choice_buttons import UNSURE, button, payload
from actions.engine.answers.interruptions import STEERING, is_sure
from actions.engine.business.open_question import Asked, OpenQuestion
from actions.engine.case.case import Case
from actions.engine.case.turn import Turn
from actions.engine.symptoms import replies
from actions.engine.symptoms.replies import ELSE, reasked
from actions.engine.symptoms.symptom import HELPED, NO_CHANGE
from actions.engine.symptoms.symptom_topic import symptom_of


def symptom(case: Case, turn: Turn) -> Asked | None:
    """The question that tells most; in other words where the answer did not fit."""
    question = symptom_of(case).question(case.findings.open)
    if question is None:
        return None
    if turn.meaningless and not case.findings.reworded:
        case = reasked(case)
    buttons = [
        {"title": choice.title, "payload": payload(question.name, choice.name)}
        for choice in question.answers
    ]
    unsure = button("symptom.unsure", payload(question.name, UNSURE))
    text = question.again if case.findings.reworded else question.text
    return Asked(case=case, text=text, buttons=(*buttons, unsure))


def helped(case: Case, turn: Turn) -> Asked | None:
    """The repair step, and whether it helped."""
    step = symptom_of(case).step(case.findings.open)
    if step is None:
        return None
    buttons = (
        button("symptom.helped", payload(step.name, HELPED)),
        button("symptom.no_change", payload(step.name, NO_CHANGE)),
        button("symptom.else", payload(step.name, ELSE)),
    )
    tried = any(one.name in case.findings.known for one in symptom_of(case).steps)
    response = "utter_try_next" if tried else "utter_try_first"
    if case.hint == "patience" and turn.intent != "repeat":
        response = "utter_take_your_time"
    if case.findings.reworded:
        response = "utter_ask_helped_again"
        return Asked(case=case, response=response, buttons=buttons, values={"step": step.title})
    return Asked(case=case, response=response, buttons=buttons, values={"step": step.text})


def what_else(case: Case, _turn: Turn) -> Asked:
    """What speaks against the diagnosis."""
    return Asked(case=case, response="utter_ask_what_else")


def symptom_in_passing(case: Case, turn: Turn) -> Case | None:
    """The answer in a message that was taken for another matter."""
    return None if turn.intent in STEERING else replies.in_passing(case, turn)


def helped_in_passing(case: Case, turn: Turn) -> Case | None:
    """Thanks for what helped, or in so many words what the repair did."""
    if turn.intent == "thanks":
        return replies.helped(case, turn)
    if turn.intent in STEERING or is_sure(turn):
        return None
    return replies.helped(case, turn) if replies.reports(symptom_of(case), turn) else None


QUESTIONS = {
    "symptom": OpenQuestion(
        ask=symptom, answer=replies.symptom, in_passing=symptom_in_passing, advice=True
    ),
    "helped": OpenQuestion(
        ask=helped, answer=replies.helped, in_passing=helped_in_passing, advice=True
    ),
    "what_else": OpenQuestion(ask=what_else, answer=replies.what_else),
}
