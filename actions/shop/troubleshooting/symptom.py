"""What is written down of a symptom: its causes, questions and repair steps."""

from __future__ import annotations

from typing import Literal

import msgspec

from actions.engine.case.case import Findings
from actions.engine.case.inference import Answer, Question, Table, raised, without

HELPED, NO_CHANGE = "helped", "no change"
NAMED = "the part that was named"
"""Stands for the part that the customer speaks of, where any may be broken."""

_HELPS_ANYWAY = 0.02
_DECISIVE = 1.3


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """`said` goes on from "it looks as if"; `part` is the category to claim where it is broken."""

    name: str
    prior: float
    said: str
    part: str | None = None


class Choice(Answer, frozen=True, kw_only=True):
    """An answer as its button says it, and the words (a regex) by which a text gives it.

    `because` is what follows from it, as part of a sentence; `bare` the bare yes or no it is.
    """

    title: str
    words: str
    because: str = ""
    bare: Literal["affirm", "deny"] | None = None


class Asked(Question, frozen=True, kw_only=True):
    """A question for the customer; `again` asks the same in other words."""

    text: str
    again: str
    answers: tuple[Choice, ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A repair to try: `fixes` says how likely it helps under which cause."""

    name: str
    title: str
    text: str
    fixes: dict[str, float]

    def question(self) -> Question:
        """Whether it helped, as evidence."""
        stays = {cause: 1 - chance for cause, chance in self.fixes.items()}
        return Question(
            name=self.name,
            answers=(
                Answer(name=HELPED, usual=_HELPS_ANYWAY, given=self.fixes),
                Answer(name=NO_CHANGE, usual=1 - _HELPS_ANYWAY, given=stays),
            ),
        )


class Symptom(msgspec.Struct, frozen=True, kw_only=True):
    """One symptom; `complaint` is what the customer does: `says that the PC does not start`."""

    complaint: str
    causes: tuple[Cause, ...]
    questions: tuple[Asked, ...]
    steps: tuple[Step, ...]

    def table(self) -> Table:
        """What Bayes' rule is applied to."""
        return Table(
            causes={cause.name: cause.prior for cause in self.causes},
            questions=self.questions,
            evidence=(AGE, *(step.question() for step in self.steps)),
        )

    def cause(self, name: str) -> Cause:
        """The cause of that name."""
        return next(cause for cause in self.causes if cause.name == name)

    def table_of(self, found: Findings) -> Table:
        """The table of one case: a part known to fail is likelier broken, some causes are out."""
        broken = [cause.name for cause in self.causes if cause.part in found.faulty]
        return without(raised(self.table(), broken), found.ruled_out)

    def question(self, name: str | None) -> Asked | None:
        """The question of that name."""
        return next((question for question in self.questions if question.name == name), None)

    def step(self, name: str | None) -> Step | None:
        """The repair step of that name."""
        return next((step for step in self.steps if step.name == name), None)

    def reasons(self, cause: str, known: dict[str, str]) -> list[str]:
        """Which of the known answers speak for a cause, the strongest first."""
        heard = [
            (_strength(question, choice, cause, self.table()), choice.because)
            for question in self.questions
            for choice in question.answers
            if choice.because and known.get(question.name) == choice.name
        ]
        telling = [(strength, because) for strength, because in heard if strength >= _DECISIVE]
        return [because for _, because in sorted(telling, reverse=True)]


def _strength(question: Asked, choice: Choice, cause: str, table: Table) -> float:
    """How much likelier the answer is under the cause than on average."""
    average = sum(question.likelihood(choice.name, one) for one in table.causes)
    return question.likelihood(choice.name, cause) * len(table.causes) / average


_OF_NEW_PCS = (
    *("front_panel", "board_power", "short", "board_port", "memory_seat", "card_seat", "bios"),
    *("memory_profile", "cooler_seat", "fan_plug", "loose_cable", "not_set_up", "blocked_port"),
)
_OF_OLD_PCS = ("dust", "dry_paste", "worn_fan", "dying_drive", "full_drive", "startup_load")

AGE = Asked(
    name="age",
    text="How long have you had the parts?",
    again="Are the parts new?",
    answers=(
        Choice(
            name="new",
            title="New",
            words="",
            given=dict.fromkeys(_OF_NEW_PCS, 3.0) | dict.fromkeys(_OF_OLD_PCS, 0.2),
        ),
        Choice(
            name="old",
            title="Older",
            words="",
            given=dict.fromkeys(_OF_OLD_PCS, 2.0) | dict.fromkeys(_OF_NEW_PCS, 0.5),
        ),
    ),
)
"""Never asked and never spoken of: the customer's orders tell it, to shorten the way."""
