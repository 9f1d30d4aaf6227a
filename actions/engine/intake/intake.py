"""Intake: a matter known by name that a person finishes, and what is worth asking before."""

from __future__ import annotations

from re import Pattern
from typing import Literal

import msgspec

from actions.engine.words.phrases import pattern_of
from actions.engine.words.taking import Line

MOST_QUESTIONS = 3

Kind = Literal["words", "choice", "yes_no", "order_number", "reference", "date"]
"""What an answer is: in the customer's own words, one of several, the number of a repair, …"""
Urgency = Literal["normal", "high"]


class IntakeChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer as its button says it, and the phrases by which a text gives it."""

    name: str
    title: Line
    words: tuple[Line, ...] = ()
    regex: tuple[Line, ...] = ()

    @property
    def pattern(self) -> Pattern[str]:
        """What finds it in a text."""
        return pattern_of(self.words, self.regex)


class IntakeQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question for the customer; `again` asks the same in other words."""

    name: str
    text: str
    again: str
    kind: Kind = "words"
    answers: tuple[IntakeChoice, ...] = ()


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """One matter. `complaint` is what the customer does: `reports that their bicycle was stolen`.

    `at_once` is said before anything is asked, `promise` when it is handed over; `decide_on` is
    what the colleague has to decide on.
    """

    complaint: str
    at_once: str
    decide_on: str
    promise: str = ""
    urgency: Urgency = "normal"
    questions: tuple[IntakeQuestion, ...] = ()

    def question(self, name: str | None) -> IntakeQuestion | None:
        """The question of that name."""
        return next((question for question in self.questions if question.name == name), None)
