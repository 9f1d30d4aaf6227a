"""Questions of an intake: how they are put, and how a message is taken as the answer."""

from __future__ import annotations

from msgspec.structs import replace

from actions.engine.answers.choice_buttons import UNSURE, is_unsure, payload
from actions.engine.answers.interruptions import STEERING, changes_topic, is_sure
from actions.engine.business.open_question import Asked, OpenQuestion
from actions.engine.case.case import Case, answered, closed, waiting
from actions.engine.case.turn import Turn
from actions.engine.intake.intake import IntakeQuestion
from actions.engine.intake.intake_topic import QUESTION, intake_of, learned, noted
from actions.engine.intake.kinds import NO, YES, given, told
from actions.engine.words.texts import say

_SMALL_TALK = frozenset({"thanks", "greet"})


def ask(case: Case, _turn: Turn) -> Asked | None:
    """The open question; in other words where the answer did not fit."""
    question = intake_of(case).question(case.findings.open)
    if question is None:
        return None
    titles = {one.name: one.title for one in question.answers}
    if question.kind == "yes_no":
        titles = {YES: say("intake.yes"), NO: say("intake.no")}
    titles[UNSURE] = say("intake.unsure")
    buttons = [
        {"title": title, "payload": payload(question.name, name)} for name, title in titles.items()
    ]
    text = question.again if case.findings.reworded else question.text
    return Asked(case=case, text=text, buttons=buttons)


def reply(case: Case, turn: Turn) -> Case | None:
    """The answer, or that there is none; re-asked once, then the words are kept as they are."""
    question = intake_of(case).question(case.findings.open)
    if question is None or changes_topic(case, turn):
        return in_passing(case, turn)
    if is_unsure(turn):
        return _without(case, question, "not known")
    if answer := given(question, turn):
        return _with(case, question, answer, turn)
    if turn.intent == "deny":
        return _without(case, question, "not known")
    if case.findings.reworded:
        return _without(case, question, turn.text)
    return waiting(replace(case, findings=replace(case.findings, reworded=True)), QUESTION)


def in_passing(case: Case, turn: Turn) -> Case | None:
    """The answer in a message that was taken for something else."""
    question = intake_of(case).question(case.findings.open)
    if question is None or turn.intent in STEERING:
        return None
    answer = told(question, turn)
    if answer is None and question.kind == "words" and _may_be_an_answer(turn):
        answer = given(question, turn)
    return _with(case, question, answer, turn) if answer else None


def _may_be_an_answer(turn: Turn) -> bool:
    """Whether free words that sound like another matter may answer the question after all."""
    return not is_sure(turn) and turn.intent not in _SMALL_TALK and "?" not in turn.text


def _with(case: Case, question: IntakeQuestion, answer: str, turn: Turn) -> Case:
    told_too = learned(case, intake_of(case), turn)
    said = noted(told_too, question, answer)
    return replace(said, findings=closed(said.findings), waiting_for=None, hint=None)


def _without(case: Case, question: IntakeQuestion, words: str) -> Case:
    """The case without an answer that could be read; the words stand for it."""
    said = answered(case, question.text, words)
    return replace(said, findings=closed(said.findings, question.name))


QUESTIONS = {QUESTION: OpenQuestion(ask=ask, answer=reply, in_passing=in_passing)}
