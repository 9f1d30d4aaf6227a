"""Reader of a business's `intake/*.yml`: each matter checked as a whole before anything starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from actions.engine.business.matter_names import names_wrong
from actions.engine.intake.intake import (
    MOST_QUESTIONS,
    Intake,
    IntakeChoice,
    IntakeQuestion,
    Kind,
    Urgency,
)
from actions.engine.words.phrases import UnreadablePhrase, pattern_of
from actions.engine.words.sheet import Place, Sheet, SheetsRefused, read_sheets
from actions.engine.words.taking import Line, each_taken, taken
from contracts.policy_figures import unknown_names, with_figures

_Parts = dict[str, dict[str, Any]]
_FEWEST_CHOICES = 2
_QUOTING = ("at_once", "promise")
"""What customers are told, in which figures of the policy may stand."""


class IntakeFile(msgspec.Struct, frozen=True, kw_only=True):
    """A matter, and how it is a topic: see `docs/symptoms.md` for each field."""

    intent: str
    heard: str
    name: str
    strain: str
    thing: str
    skill: str
    intake: Intake


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    intent: Line
    heard: Line
    name: Line
    strain: Line
    thing: Line
    skill: Line
    complaint: Line
    at_once: Line
    decide_on: Line
    promise: str = ""
    urgency: Urgency = "normal"
    questions: _Parts = {}


class _QuestionHead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: Line
    again: Line
    kind: Kind
    answers: _Parts = {}


def read_intakes(folder: Path, figures: Mapping[str, str]) -> Mapping[str, IntakeFile]:
    """The matters of a folder by intent, told what the policy decides; none without the folder.

    Raises `SheetsRefused` with everything that is wrong.
    """
    problems: list[str] = []
    found: dict[str, IntakeFile] = {}
    for sheet in read_sheets(folder, problems):
        one = _intake_file(sheet, figures, problems)
        if one and one.intent in found:
            problems.append(sheet.problem(("intent",), "another file has this intent as well"))
        if one:
            found[one.intent] = one
    if problems:
        raise SheetsRefused("\n".join(problems))
    return found


def _intake_file(
    sheet: Sheet, figures: Mapping[str, str], problems: list[str]
) -> IntakeFile | None:
    """The matter of one sheet; None where it cannot be made, with the reasons told."""
    before = len(problems)
    head = taken(sheet, (), _Head, problems)
    if head is None:
        return None
    questions = tuple(_questions(sheet, head.questions, problems))
    problems += names_wrong(sheet)
    problems += _figures_wrong(sheet, figures)
    if len(head.questions) > MOST_QUESTIONS:
        words = f"{MOST_QUESTIONS} questions at most: a person asks the rest"
        problems.append(sheet.problem(("questions",), words))
    if len(problems) > before:
        return None
    return IntakeFile(
        intent=head.intent,
        heard=head.heard,
        name=head.name,
        strain=head.strain,
        thing=head.thing,
        skill=head.skill,
        intake=Intake(
            complaint=head.complaint,
            at_once=with_figures(head.at_once, figures),
            decide_on=head.decide_on,
            promise=with_figures(head.promise, figures),
            urgency=head.urgency,
            questions=questions,
        ),
    )


def _figures_wrong(sheet: Sheet, figures: Mapping[str, str]) -> Iterator[str]:
    for name in _QUOTING:
        for words in unknown_names(str(sheet.content.get(name, "")), figures):
            yield sheet.problem((name,), words)


def _questions(sheet: Sheet, parts: _Parts, problems: list[str]) -> Iterator[IntakeQuestion]:
    for name in parts:
        place = ("questions", name)
        head = taken(sheet, place, _QuestionHead, problems)
        if head is None:
            continue
        answers = tuple(
            each_taken(sheet, (*place, "answers"), head.answers, IntakeChoice, problems)
        )
        problems += _wrong(sheet, place, head)
        problems += _choices_wrong(sheet, (*place, "answers"), answers)
        yield IntakeQuestion(
            name=name, text=head.text, again=head.again, kind=head.kind, answers=answers
        )


def _wrong(sheet: Sheet, place: Place, head: _QuestionHead) -> Iterator[str]:
    if head.kind == "choice" and len(head.answers) < _FEWEST_CHOICES:
        yield sheet.problem(place, "a choice needs two answers or more")
    if head.kind != "choice" and head.answers:
        words = f"only a choice has answers to choose from, and this one is “{head.kind}”"
        yield sheet.problem((*place, "answers"), words)


def _choices_wrong(sheet: Sheet, place: Place, choices: Iterable[IntakeChoice]) -> Iterator[str]:
    titles: set[str] = set()
    for choice in choices:
        if choice.title.casefold() in titles:
            words = f"another answer's button says “{choice.title}” as well"
            yield sheet.problem((*place, choice.name, "title"), words)
        titles.add(choice.title.casefold())
        try:
            pattern_of(choice.words, choice.regex)
        except UnreadablePhrase as exc:
            yield sheet.problem((*place, choice.name), str(exc))
