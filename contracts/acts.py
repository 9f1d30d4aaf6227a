"""Phrases of acts: how customers agree, ask, refuse and so on, as trainers write them down.

A file is of one act. It has groups of phrases, each with what may have been open when they are
said, and of `asks_about` with the question that they ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import msgspec

from contracts.business import BusinessError
from contracts.listening import Act, Asked, Context

FOLDER = "acts"
"""Where in a folder of training data they stand."""
ASKS: Act = "asks_about"


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """What the classifier tells apart: an act, its question if it is one, and when it is said."""

    act: Act
    after: tuple[Context, ...]
    asks: Asked | None = None


class ActPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """A line that customers may say; `place` is `file:line`."""

    text: str
    kind: Kind
    place: str

    @property
    def plain(self) -> str:
        """The words without capitals and outer blanks: two alike are one phrase."""
        return " ".join(self.text.casefold().split())


class ActGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases, a line each, as they stand in a file; `after` nothing named is after anything."""

    phrases: str
    after: tuple[str, ...] = ()
    asks: str | None = None


class ActFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file as it is written, before its names were looked at."""

    act: str
    said: tuple[ActGroup, ...]


def files(data: Iterable[Path]) -> Iterator[Path]:
    """The files of acts in some folders of training data."""
    for folder in data:
        yield from sorted((folder / FOLDER).glob("*.yml"))


def read_acts(file: Path, label: str) -> tuple[ActPhrase, ...]:
    """The phrases of a file, which messages call `label`.

    Raises `BusinessError`, which says what is wrong where, and what may stand there.
    """
    try:
        written = file.read_text(encoding="utf-8")
        found = msgspec.yaml.decode(written, type=ActFile)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError, msgspec.ValidationError) as exc:
        raise BusinessError(f"{label}: {' '.join(str(exc).split())}") from exc
    return tuple(phrases_of(found, written, label))


def phrases_of(file: ActFile, written: str, label: str) -> Iterator[ActPhrase]:
    """The phrases of what was read from some lines. Raises `BusinessError` as `read_acts` does."""
    lines = list(enumerate(written.splitlines(), start=1))
    at = 0
    for group in file.said:
        kind = _kind(file.act, group, label)
        for phrase in filter(None, map(str.strip, group.phrases.splitlines())):
            # Groups come in the order of the file, so each search goes on where the last ended.
            at = next((n for n, line in lines[at:] if line.strip() == phrase), at)
            text = phrase.removeprefix("-").strip()
            if text:
                yield ActPhrase(text=text, kind=kind, place=f"{label}:{at}")


def as_file(phrases: Iterable[ActPhrase]) -> bytes:
    """All phrases, with their kinds, as the one file that a training reads."""
    rows = [(phrase.text, phrase.kind) for phrase in phrases]
    return msgspec.json.encode(rows)


def from_file(content: bytes) -> list[tuple[str, Kind]]:
    """What `as_file` wrote."""
    return msgspec.json.decode(content, type=list[tuple[str, Kind]])


def _kind(act: str, group: ActGroup, label: str) -> Kind:
    _require(act, get_args(Act), "act", label)
    for one in group.after:
        _require(one, get_args(Context), "after", label)
    if act == ASKS and group.asks is None:
        raise BusinessError(f"{label}: say which question it is: asks: {_listed(get_args(Asked))}")
    if group.asks is not None:
        if act != ASKS:
            raise BusinessError(f"{label}: only {ASKS} has “asks”; take it out of {act}")
        _require(group.asks, get_args(Asked), "asks", label)
    contexts = get_args(Context)
    after = tuple(one for one in contexts if one in (group.after or contexts))
    return msgspec.convert({"act": act, "after": after, "asks": group.asks}, Kind)


def _require(value: str, known: tuple[str, ...], key: str, label: str) -> None:
    if value not in known:
        raise BusinessError(f"{label}: {key}: there is no {value}; write {_listed(known)}")


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
