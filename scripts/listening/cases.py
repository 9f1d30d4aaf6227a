"""Reader of strangers' cases, and of what would be right to make of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

OPENINGS, DIALOGUES, HUMAN = "openings.jsonl", "dialogues.jsonl", "human_openings.jsonl"

T = TypeVar("T", bound=msgspec.Struct)


class CannotListen(Exception):
    """What is to be played is missing or cannot be read; the message says what to do."""


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A first message. `right` holds, for each need, the topics that would do; none is unjudged."""

    id: str
    text: str
    lang: str = "en"
    kind: str = "human"
    needs: tuple[str, ...] = ()
    first_best_reply: str = ""
    must_not: str = ""
    multi: bool = False
    negation: bool = False
    person: str | None = None
    urgent: bool = False
    right: tuple[frozenset[str], ...] = ()


class Dialogue(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation of somebody, in the turns that they would write whatever they hear."""

    id: str
    turns: tuple[str, ...]
    customer_profile: str = ""
    goal: str = ""
    success: str = ""
    must_not: str = ""


class _Human(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    any_of: tuple[str, ...]


_Right = Mapping[str, Sequence[str | Sequence[str]]]


def read_openings(folder: Path, right: Path) -> list[Opening]:
    """The written first messages with what is right for them. Raises `CannotListen`."""
    judged = _read_right(right)
    return [
        msgspec.structs.replace(one, right=_groups(judged.get(one.id, ())))
        for one in _lines(folder / OPENINGS, Opening)
    ]


def read_human(folder: Path) -> list[Opening]:
    """First messages of people to human agents. Raises `CannotListen`."""
    return [
        Opening(id=f"h{at:03}", text=one.text, right=(frozenset(one.any_of),))
        for at, one in enumerate(_lines(folder / HUMAN, _Human), 1)
    ]


def read_dialogues(folder: Path) -> list[Dialogue]:
    """The longer conversations. Raises `CannotListen`."""
    return _lines(folder / DIALOGUES, Dialogue)


def _groups(right: Sequence[str | Sequence[str]]) -> tuple[frozenset[str], ...]:
    """Topics side by side will do for one need; a list within the list is a need of its own."""
    several = tuple(frozenset(one) for one in right if not isinstance(one, str))
    alone = frozenset(one for one in right if isinstance(one, str))
    return (alone, *several) if alone else several


def _read_right(file: Path) -> _Right:
    try:
        return msgspec.yaml.decode(file.read_bytes(), type=_Right) or {}
    except FileNotFoundError:
        return {}
    except msgspec.MsgspecError as exc:
        raise CannotListen(f"{file}: {exc}") from exc


def _lines(file: Path, kind: type[T]) -> list[T]:
    try:
        written = file.read_text().splitlines()
    except FileNotFoundError as exc:
        raise CannotListen(f"there is no {file}; give the folder of strangers' cases") from exc
    try:
        return [msgspec.json.decode(line, type=kind) for line in written if line.strip()]
    except msgspec.MsgspecError as exc:
        raise CannotListen(f"{file}: {exc}") from exc
