"""What a message tells of a symptom, asked for or not."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.answers.choice_buttons import pressed
from actions.engine.case.case import Case, answered
from actions.engine.case.reading import named_among
from actions.engine.case.turn import Turn
from actions.engine.listening.polarity import tells
from actions.engine.symptoms.symptom import Choice, Symptom, SymptomQuestion

_BARE = {"affirm": "yes", "deny": "no"}
# They stand in many a title, and in many a message about something else.
_SMALL_WORDS = re.compile(
    r"\b(when|after|before|until|from|with|not|all|its?|even|there|has|tried|then|up|on)\b"
)


def told(symptom: Symptom, turn: Turn, open_question: str | None = None) -> dict[str, Choice]:
    """The answers in a message, by question. Only the open one takes a bare yes or no."""
    if button := pressed(turn):
        choice = _by_name(symptom.question(button[0]), button[1])
        return {button[0]: choice} if choice else {}
    answers_by_question = {q.name: _by_words(q, turn.text) for q in symptom.questions}
    asked = symptom.question(open_question)
    if asked and answers_by_question[asked.name] is None:
        answers_by_question[asked.name] = _by_title(asked, turn) or _bare(asked, turn)
    return {name: choice for name, choice in answers_by_question.items() if choice}


def learned(case: Case, symptom: Symptom, news: dict[str, Choice]) -> Case:
    """The case with answers noted, for the diagnosis and for whoever takes over."""
    known = dict(case.findings.known)
    for name, choice in news.items():
        question = symptom.question(name)
        if question and known.get(name) != choice.name:
            known[name] = choice.name
            case = answered(case, question.text, choice.title)
    return replace(case, findings=replace(case.findings, known=known))


def _by_name(question: SymptomQuestion | None, name: str) -> Choice | None:
    answers = question.answers if question else ()
    return next((choice for choice in answers if choice.name == name), None)


def _by_words(question: SymptomQuestion, text: str) -> Choice | None:
    return next((one for one in question.answers if tells(text, one.pattern)), None)


def _by_title(question: SymptomQuestion, turn: Turn) -> Choice | None:
    titles = [choice.title.casefold() for choice in question.answers]
    said = turn.text.casefold().strip(" .!")
    telling = [_SMALL_WORDS.sub("", title) for title in titles]
    at = titles.index(said) if said in titles else named_among(said, telling)
    return None if at is None else question.answers[at]


def _bare(question: SymptomQuestion, turn: Turn) -> Choice | None:
    bare = _BARE.get(turn.intent)
    return next((one for one in question.answers if bare and one.bare == bare), None)
