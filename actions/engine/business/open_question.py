"""Open question: something that only topics of one business ask, and how its answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from actions.engine.case.case import Case
from actions.engine.case.turn import Turn

Answer = Callable[[Case, Turn], Case | None]
"""The case with a message taken as the answer; None where it is none."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is put: a text, or a response of the domain with its `values`.

    `case` is the case once it is put.
    """

    case: Case
    text: str | None = None
    response: str | None = None
    buttons: Sequence[dict[str, Any]] = ()
    values: Mapping[str, str] = {}


def none_in_passing(_case: Case, _turn: Turn) -> Case | None:
    """No answer is read out of a message that was taken for something else."""


class OpenQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """How it is asked and answered; None from `ask` where nothing is left to be asked.

    `in_passing` reads an answer out of a message that was taken for something else. `advice`:
    whether it is advice, which has ways of its own to be declined.
    """

    ask: Callable[[Case, Turn], Asked | None]
    answer: Answer
    in_passing: Answer = none_in_passing
    advice: bool = False
