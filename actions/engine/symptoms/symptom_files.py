"""Reader of a business's `symptoms/*.yml`: each table checked as a whole before anything starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from actions.engine.business.matter_names import names_wrong
from actions.engine.symptoms.checks import wrong_in
from actions.engine.symptoms.symptom import (
    AboutIt,
    AgeOfGoods,
    Cause,
    Choice,
    Reports,
    Step,
    Symptom,
    SymptomQuestion,
)
from actions.engine.words.sheet import Sheet, SheetsRefused, read_sheets
from actions.engine.words.taking import Line, each_taken, taken

DEFAULTS = "defaults.yml"
"""The file that says what holds for all symptoms of a folder that do not say otherwise."""

_Parts = dict[str, dict[str, Any]]


class SymptomFile(msgspec.Struct, frozen=True, kw_only=True):
    """A symptom, and how it is a topic: see `docs/symptoms.md` for each field."""

    intent: str
    heard: str
    name: str
    strain: str
    thing: str
    skill: str
    symptom: Symptom


class _Defaults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Line | None = None
    strain: Line | None = None
    thing: Line | None = None
    skill: Line | None = None
    age: AgeOfGoods | None = None
    reports: Reports | None = None


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    intent: Line
    heard: Line
    complaint: Line
    name: Line
    strain: Line
    thing: Line
    skill: Line
    age: AgeOfGoods | None = None
    reports: Reports = Reports()
    causes: _Parts
    questions: _Parts = {}
    steps: _Parts = {}


class _QuestionHead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: Line
    again: Line
    answers: _Parts
    explains: dict[AboutIt, Line] = {}


def read_symptoms(folder: Path) -> Mapping[str, SymptomFile]:
    """The symptoms of a folder by intent; none without it. Raises `SheetsRefused` with all."""
    problems: list[str] = []
    sheets = read_sheets(folder, problems)
    common = next((sheet for sheet in sheets if sheet.name.endswith(f"/{DEFAULTS}")), None)
    if common is not None and _defaults_wrong(common, problems):
        # What is wrong there would be wrong in every file once more.
        raise SheetsRefused("\n".join(problems))
    found: dict[str, SymptomFile] = {}
    for sheet in sheets:
        if sheet is common:
            continue
        one = _symptom_file(sheet, common.content if common else {}, problems)
        if one and one.intent in found:
            problems.append(sheet.problem(("intent",), "another file has this intent as well"))
        if one:
            found[one.intent] = one
    if problems:
        raise SheetsRefused("\n".join(problems))
    return found


def _defaults_wrong(common: Sheet, problems: list[str]) -> bool:
    if taken(common, (), _Defaults, problems) is None:
        return True
    wrong = list(names_wrong(common))
    problems += wrong
    return bool(wrong)


def _symptom_file(
    sheet: Sheet, common: Mapping[str, Any], problems: list[str]
) -> SymptomFile | None:
    """The symptom of one sheet; None where it cannot be made, with the reasons told."""
    before = len(problems)
    rest = {name: value for name, value in common.items() if name not in sheet.content}
    head = taken(sheet, (), _Head, problems, **rest)
    if head is None:
        return None
    symptom = Symptom(
        complaint=head.complaint,
        causes=tuple(each_taken(sheet, ("causes",), head.causes, Cause, problems)),
        questions=tuple(_questions(sheet, head.questions, problems)),
        steps=tuple(each_taken(sheet, ("steps",), head.steps, Step, problems)),
        age=head.age,
        reports=head.reports,
    )
    problems += [*names_wrong(sheet), *wrong_in(sheet, symptom)]
    if len(problems) > before:
        return None
    return SymptomFile(
        intent=head.intent,
        heard=head.heard,
        name=head.name,
        strain=head.strain,
        thing=head.thing,
        skill=head.skill,
        symptom=symptom,
    )


def _questions(sheet: Sheet, parts: _Parts, problems: list[str]) -> Iterator[SymptomQuestion]:
    for name in parts:
        place = ("questions", name)
        head = taken(sheet, place, _QuestionHead, problems)
        if head is None:
            continue
        answers = each_taken(sheet, (*place, "answers"), head.answers, Choice, problems)
        yield SymptomQuestion(
            name=name,
            text=head.text,
            again=head.again,
            answers=tuple(answers),
            explains=head.explains,
        )
