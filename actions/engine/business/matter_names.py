"""Check of how a file names its matter: in words that have `{thing}` to fill in at most."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from actions.engine.words.sheet import Sheet

_NAMES = ("name", "strain")


def names_wrong(sheet: Sheet) -> Iterator[str]:
    """A line for each of a sheet's own names that cannot be said."""
    for field in _NAMES:
        if field not in sheet.content:
            continue
        try:
            holes = {hole for _, hole, _, _ in Formatter().parse(sheet.content[field])}
        except ValueError as exc:
            yield sheet.problem((field,), f"it has a brace too many or too few ({exc})")
            continue
        for hole in sorted(holes - {None, "thing"}, key=str):
            yield sheet.problem((field,), f"“{{{hole}}}” is filled with nothing; “{{thing}}” is")
