"""Reader of a business's `facts.yml`: what its customers ask of goods, and what fits what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from re import Pattern
from typing import Any

import msgspec

from actions.engine.words.phrases import UnreadablePhrase, pattern_of
from actions.engine.words.sheet import Place, Sheet, SheetsRefused, read_sheet
from actions.engine.words.taking import Line, each_taken, taken

FILE = "facts.yml"


class Property(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something of a data sheet: `words` ask for it, `named` are its names there, the first first.

    Without `named`, it is called there as it is called here.
    """

    name: str
    words: tuple[Line, ...]
    named: tuple[Line, ...] = ()

    @property
    def pattern(self) -> Pattern[str]:
        """What finds the question in a text."""
        return pattern_of(self.words)

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called in a data sheet."""
        return self.named or (self.name,)


class Fit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When goods of the kind `of` fit those of the kind `to`, by their data sheets.

    `needs` is what the one needs; it is `at_most` that figure of the other, the `same` as it, or
    `among` what is listed there. One of the three is named.
    """

    of: Line
    to: Line
    needs: Line
    at_most: str | None = None
    same: str | None = None
    among: str | None = None

    @property
    def limit(self) -> str:
        """What the other's data sheet calls it."""
        return self.at_most or self.same or self.among or ""


class FactSheet(msgspec.Struct, frozen=True, kw_only=True):
    """`goods` and `places` are intents of such questions; `general` are those of simple answers.

    Phrases of `general` ask for what everybody is told, whoever they are.
    """

    goods: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    properties: tuple[Property, ...] = ()
    fits: tuple[Fit, ...] = ()
    general: Mapping[str, tuple[str, ...]] = {}


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    goods: tuple[Line, ...] = ()
    places: tuple[Line, ...] = ()
    properties: dict[str, dict[str, Any]] = {}
    fits: tuple[Fit, ...] = ()
    general: dict[str, tuple[Line, ...]] = {}


NO_FACTS = FactSheet()


def read_facts(folder: Path) -> FactSheet:
    """Those of a business's folder; none without the file. Raises `SheetsRefused` with all."""
    path = folder / FILE
    if not path.exists():
        return NO_FACTS
    problems: list[str] = []
    sheet = read_sheet(path, problems)
    found = _fact_sheet(sheet, problems) if sheet else None
    if problems or found is None:
        raise SheetsRefused("\n".join(problems))
    return found


def _fact_sheet(sheet: Sheet, problems: list[str]) -> FactSheet | None:
    head = taken(sheet, (), _Head, problems)
    if head is None:
        return None
    properties = tuple(each_taken(sheet, ("properties",), head.properties, Property, problems))
    for one in properties:
        problems += _unreadable(sheet, ("properties", one.name, "words"), one.words)
    for name, phrases in head.general.items():
        problems += _unreadable(sheet, ("general", name), phrases)
    for at, fit in enumerate(head.fits):
        if sum(one is not None for one in (fit.at_most, fit.same, fit.among)) != 1:
            words = "say one of at_most, same and among: what of the other's data sheet decides"
            problems.append(sheet.problem(("fits", at), words))
    return FactSheet(
        goods=frozenset(head.goods),
        places=frozenset(head.places),
        properties=properties,
        fits=head.fits,
        general=head.general,
    )


def _unreadable(sheet: Sheet, place: Place, phrases: tuple[str, ...]) -> Iterator[str]:
    for at, phrase in enumerate(phrases):
        try:
            pattern_of((phrase,))
        except UnreadablePhrase as exc:
            yield sheet.problem((*place, at), str(exc))
