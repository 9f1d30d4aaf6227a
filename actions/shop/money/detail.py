"""Something that a case about money may have to know: how it is asked for, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec.structs import replace

from actions.engine.answers.choice_buttons import is_unsure, pressed
from actions.engine.case.case import Case, answered, closed, waiting
from actions.engine.case.inference import MOST_QUESTIONS
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say

Read = Callable[[str], str | None]


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """`text` asks, `again` does in other words: ids of sentences, told what `asking` was told.

    `choices` map answers to the ids of what their buttons say, and to the titles themselves once
    the question is open.
    `heard` finds the answer in words that nobody asked for, `told` in an answer to the question.
    `passing` finds it in a message that was taken for something else, by its form alone. `why` is
    the id of what says that nothing of the kind was found in an answer.
    What is `private` is kept out of what was asked and answered.
    """

    name: str
    text: str = ""
    again: str = ""
    heard: Read
    told: Read | None = None
    passing: Read | None = None
    why: str = ""
    choices: dict[str, str] = {}
    private: bool = False

    def read(self, turn: Turn, *, asked: bool) -> str | None:
        """The answer in a message, or on a button."""
        if button := pressed(turn):
            return button[1] if button[0] == self.name and button[1] in self.choices else None
        by_title = _by_title(self.choices, turn.text) if asked else None
        told = self.told if asked and self.told else self.heard
        return by_title or told(turn.text)


def listened(case: Case, turn: Turn, details: Iterable[Detail]) -> Case:
    """The case with every detail that a message tells unasked."""
    for detail in details:
        value = detail.read(turn, asked=False)
        if value is not None:
            case = _known(case, detail, value)
    return case


def told_besides(case: Case, turn: Turn, details: Iterable[Detail]) -> Case:
    """The case with what an answer tells beyond what was asked, and nobody knew yet."""
    open_ones = (d for d in details if d.name not in (*case.findings.known, case.findings.open))
    return listened(case, turn, open_ones)


def asking(
    case: Case, detail: Detail, *, choices: Mapping[str, str] | None = None, **words: str
) -> Case:
    """The case with that question open; `words` fill its placeholders.

    `choices` are out of the customer's own data.
    """
    found = replace(
        case.findings,
        open=detail.name,
        asked=case.findings.asked + 1,
        words=words,
        choices=dict(choices or {}),
    )
    return waiting(replace(case, findings=found), "detail")


def open_detail(case: Case, detail: Detail) -> Detail:
    """The question that is open, with the titles that it was put with."""
    titles = {name: say(title) for name, title in detail.choices.items()}
    return replace(detail, choices={**case.findings.choices, **titles})


def reply(case: Case, turn: Turn, detail: Detail) -> Case:
    """The answer to the open question; re-asked once where it fits none, then skipped."""
    found, detail = case.findings, open_detail(case, detail)
    value = detail.read(turn, asked=True)
    if value is not None:
        known = _known(_said(case, detail, value), detail, value)
        return replace(known, findings=closed(known.findings))
    if is_unsure(turn) or turn.intent == "deny" or _enough(case):
        return replace(_said(case, detail, "not known"), findings=closed(found, detail.name))
    again = replace(found, reworded=True, asked=found.asked + 1)
    why = (say(detail.why),) if detail.why else ()
    return waiting(replace(case, findings=again, news=(*case.news, *why)), "detail")


def in_passing(case: Case, turn: Turn, detail: Detail) -> Case | None:
    """The answer to the open question in a message that was taken for another matter."""
    told = open_detail(case, detail).read(turn, asked=False)
    if told is None and detail.passing is not None:
        told = detail.passing(turn.text)
    return reply(case, turn, detail) if told is not None else None


def _enough(case: Case) -> bool:
    return case.findings.reworded or case.findings.asked >= MOST_QUESTIONS


def _known(case: Case, detail: Detail, value: str) -> Case:
    known = {**case.findings.known, detail.name: value}
    return replace(case, findings=replace(case.findings, known=known))


def _said(case: Case, detail: Detail, value: str) -> Case:
    words = "told" if detail.private else detail.choices.get(value, value)
    return answered(case, say(detail.text, **case.findings.words), words)


def _by_title(choices: dict[str, str], text: str) -> str | None:
    said = text.casefold().strip(" .!")
    return next((name for name, title in choices.items() if title.casefold() == said), None)
