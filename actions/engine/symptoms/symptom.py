"""Table of one symptom: its causes, the questions that tell them apart, and repair steps."""

from __future__ import annotations

from datetime import timedelta
from re import Pattern
from typing import Annotated, Literal

import msgspec

from actions.engine.case.case import Findings
from actions.engine.case.inference import Answer, Question, Table, raised, without
from actions.engine.words.phrases import pattern_of
from actions.engine.words.taking import Line
from contracts.listening import Asked

HELPED, NO_CHANGE = "helped", "no change"
NAMED = "the part that was named"
"""Stands for the part that the customer speaks of, where any may be broken."""
AGE, NEW, OLD = "age", "new", "old"
"""Never asked: the customer's orders tell it, to shorten the way."""

_HELPS_ANYWAY = 0.02
_DECISIVE = 1.3
_OF_NEW = {NEW: 3.0, OLD: 0.5}
_OF_OLD = {NEW: 0.2, OLD: 2.0}

Weight = Annotated[float, msgspec.Meta(ge=0)]
Chance = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Cause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`said` goes on from "it looks as if"; `part` is the kind of goods that is broken, if any.

    `typical_of` says whether it befalls new or old things more than others.
    """

    name: str
    prior: Annotated[float, msgspec.Meta(gt=0)] = msgspec.field(name="how_common")
    said: Line
    part: Line | None = None
    typical_of: Literal["new", "old"] | None = None


class Choice(Answer, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer as its button says it, and the phrases by which a text gives it.

    `because` is what follows from it, as part of a sentence; `bare` the bare yes or no it is.
    """

    usual: Weight = 1.0
    given: dict[str, Weight] = msgspec.field(default_factory=dict)
    title: Line
    words: tuple[Line, ...] = ()
    regex: tuple[Line, ...] = ()
    because: str = ""
    bare: Literal["yes", "no"] | None = None

    @property
    def pattern(self) -> Pattern[str]:
        """What finds it in a text."""
        return pattern_of(self.words, self.regex)


AboutIt = (
    Asked
    | Literal[
        "risk",
        "sure",
        "later",
    ]
)
"""What customers may ask about a question or a step.

Beside what the classifier tells apart: whether it can do harm (`risk`), how we know (`sure`), and
whether it has to be decided now (`later`).
"""


class SymptomQuestion(Question, frozen=True, kw_only=True):
    """A question for the customer; `again` asks the same in other words.

    `explains` has what is answered when they ask about it.
    """

    text: str
    again: str
    answers: tuple[Choice, ...]
    explains: dict[AboutIt, Line] = msgspec.field(default_factory=dict)


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A repair to try: `fixes` says how likely it helps under which cause.

    `explains` has what is answered when the customer asks about it.
    """

    name: str
    title: Line
    text: Line
    fixes: dict[str, Chance]
    explains: dict[AboutIt, Line] = {}

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


class AgeOfGoods(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The kinds of goods (`of`) whose orders tell how old the thing is; until when it is new."""

    of: tuple[Line, ...]
    new_for_days: Annotated[int, msgspec.Meta(ge=1)] = 30

    @property
    def new_for(self) -> timedelta:
        """How long after its order it is new."""
        return timedelta(days=self.new_for_days)


class Reports(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases by which customers of this trade report what a repair did, beside the usual ones."""

    helped: tuple[Line, ...] = ()
    no_change: tuple[Line, ...] = ()
    not_possible: tuple[Line, ...] = ()


class Symptom(msgspec.Struct, frozen=True, kw_only=True):
    """One symptom; `complaint` is what the customer does: `says that a tyre is flat`."""

    complaint: str
    causes: tuple[Cause, ...]
    questions: tuple[SymptomQuestion, ...] = ()
    steps: tuple[Step, ...] = ()
    age: AgeOfGoods | None = None
    reports: Reports = Reports()

    def table(self) -> Table:
        """What Bayes' rule is applied to."""
        return Table(
            causes={cause.name: cause.prior for cause in self.causes},
            questions=self.questions,
            evidence=(self._age(), *(step.question() for step in self.steps)),
        )

    def cause(self, name: str) -> Cause:
        """The cause of that name."""
        return next(cause for cause in self.causes if cause.name == name)

    def table_of(self, found: Findings) -> Table:
        """The table of one case: a part known to fail is likelier broken, some causes are out."""
        broken = [cause.name for cause in self.causes if cause.part in found.faulty]
        return without(raised(self.table(), broken), found.ruled_out)

    def question(self, name: str | None) -> SymptomQuestion | None:
        """The question of that name."""
        return next((question for question in self.questions if question.name == name), None)

    def step(self, name: str | None) -> Step | None:
        """The repair step of that name."""
        return next((step for step in self.steps if step.name == name), None)

    def explains(self, name: str | None) -> dict[AboutIt, Line]:
        """What the question or step of that name says of itself, by question."""
        about = self.question(name) or self.step(name)
        return about.explains if about else {}

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

    def _age(self) -> Question:
        """Whether the thing is new or old, as evidence."""
        likelier = {"new": _OF_NEW, "old": _OF_OLD}
        kinds = {one.name: likelier[one.typical_of] for one in self.causes if one.typical_of}
        answers = (
            Answer(name=age, given={cause: kind[age] for cause, kind in kinds.items()})
            for age in (NEW, OLD)
        )
        return Question(name=AGE, answers=tuple(answers))


def _strength(question: SymptomQuestion, choice: Choice, cause: str, table: Table) -> float:
    """How much likelier the answer is under the cause than on average."""
    average = sum(question.likelihood(choice.name, one) for one in table.causes)
    return question.likelihood(choice.name, cause) * len(table.causes) / average
