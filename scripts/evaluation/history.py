"""The last evaluation, and what has changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from scripts.evaluation.errors import CannotEvaluate
from scripts.evaluation.measures import Guess, accuracy


class Evaluated(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of an evaluation; `right` says of each phrase whether it was understood."""

    at: dt.datetime
    accuracy: float
    right: dict[str, bool]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """From one evaluation to the next. `points` are of a hundred."""

    since: dt.datetime
    points: float
    worse: tuple[Guess, ...]
    better: tuple[Guess, ...]

    def __str__(self) -> str:
        worse = ", ".join(f"“{guess.phrase.spoken}”" for guess in self.worse)
        return (
            f"{self.points:+.1f} points since {self.since:%Y-%m-%d %H:%M} UTC; "
            f"{_count(len(self.worse))} got worse{': ' if worse else ''}{worse}; "
            f"{_count(len(self.better))} got better"
        )


def summary(found: Sequence[Guess], now: dt.datetime) -> Evaluated:
    """What to keep."""
    right = {_key(guess): guess.right for guess in found}
    return Evaluated(at=now, accuracy=accuracy(found), right=right)


def change(last: Evaluated, found: Sequence[Guess]) -> Change:
    """What is otherwise than last time; phrases are compared that were there then, too."""
    known = [(guess, last.right[_key(guess)]) for guess in found if _key(guess) in last.right]
    return Change(
        since=last.at,
        points=100 * (accuracy(found) - last.accuracy),
        worse=tuple(guess for guess, was_right in known if was_right and not guess.right),
        better=tuple(guess for guess, was_right in known if guess.right and not was_right),
    )


def read(file: Path) -> Evaluated | None:
    """The last evaluation, if there was one. Raises `CannotEvaluate` for a broken file."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Evaluated)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as exc:
        raise CannotEvaluate(f"{file} cannot be read ({exc}); remove it.") from exc


def write(file: Path, evaluated: Evaluated) -> None:
    """Keep it for the next time, whole or not at all."""
    draft = file.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(evaluated))
    draft.replace(file)


def _key(guess: Guess) -> str:
    return f"{guess.phrase.intent}: {guess.phrase.plain}"


def _count(phrases: int) -> str:
    return f"{phrases} phrase" if phrases == 1 else f"{phrases} phrases"
