"""Reader of a business's `listening/<language>/*.yml`, over the words that every business has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from actions.engine.words.cues import Cue, CueTables, DangerKind, Sign
from actions.engine.words.phrases import UnreadablePhrase, pattern_of
from actions.engine.words.sheet import Place, Sheet, SheetsRefused, close_to, read_sheet
from actions.engine.words.taking import each_taken, taken
from actions.engine.words.text_files import ENGLISH

ENGINE_CUES = Path(__file__).parent.parent / "listening"
"""The words of every business, a folder a language."""
DANGERS, SIGNS, NOTICES = "danger.yml", "mood.yml", "notices.yml"

_LIST = re.compile(r"\{(\w+)\}")

_Parts = dict[str, dict[str, Any]]
_Lists = Mapping[str, tuple[str, ...]]
_C = TypeVar("_C", bound=Cue)


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`harmless` counts for every cue of the file; `{name}` stands for any word of a list."""

    lists: dict[str, tuple[str, ...]] = {}
    harmless: tuple[str, ...] = ()
    cues: _Parts


def read_cues(folder: Path, language: str) -> CueTables:
    """The words of every business with those of one folder added.

    Raises `SheetsRefused` with all that is wrong.
    """
    problems: list[str] = []
    tables = CueTables(
        dangers=_table(DANGERS, folder, language, DangerKind, problems),
        signs=_table(SIGNS, folder, language, Sign, problems),
        notices=_table(NOTICES, folder, language, Cue, problems),
    )
    if problems:
        raise SheetsRefused("\n".join(problems))
    return tables


def _table(
    file: str, folder: Path, language: str, kind: type[_C], problems: list[str]
) -> Mapping[str, _C]:
    """The cues of one file, the business's words behind those of the same name."""
    known = (ENGINE_CUES / language).is_dir()
    found: dict[str, _C] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for path in (ENGINE_CUES / (language if known else ENGLISH) / file, folder / language / file):
        sheet = read_sheet(path, problems) if path.exists() else None
        head = taken(sheet, (), _File, problems) if sheet else None
        if sheet is None or head is None:
            continue
        for name, words in head.lists.items():
            lists[name] = (*lists.get(name, ()), *words)
        for one in _cues(sheet, head, lists, kind, problems):
            said = head.cues[one.name]
            found[one.name] = _added(found[one.name], one, said) if one.name in found else one
    return found


def _cues(
    sheet: Sheet, head: _File, lists: _Lists, kind: type[_C], problems: list[str]
) -> Iterator[_C]:
    """The cues of a sheet that can be read, with what its lists stand for."""
    harmless = _readable(sheet, ("harmless",), head.harmless, lists, problems)
    for one in each_taken(sheet, ("cues",), head.cues, kind, problems):
        place = ("cues", one.name)
        for at, regex in enumerate(one.regexes):
            _tried(sheet, (*place, "regexes", at), (), (regex,), problems)
        yield msgspec.structs.replace(
            one,
            words=_readable(sheet, (*place, "words"), one.words, lists, problems),
            together=tuple(
                tuple(
                    _readable(sheet, (*place, "together", at, number), phrases, lists, problems)
                    for number, phrases in enumerate(each)
                )
                for at, each in enumerate(one.together)
            ),
            harmless=(
                *_readable(sheet, (*place, "harmless"), one.harmless, lists, problems),
                *harmless,
            ),
        )


def _added(core: _C, own: _C, said: Mapping[str, Any]) -> _C:
    """A cue with more words; whatever else the business says of it stands in its place."""
    more: dict[str, Any] = {}
    for field in type(core).__struct_fields__:
        before, here = getattr(core, field), getattr(own, field)
        if isinstance(before, tuple):
            more[field] = (*before, *here)
        elif field in said:
            more[field] = here
    return msgspec.structs.replace(core, **more)


def _readable(
    sheet: Sheet, place: Place, phrases: tuple[str, ...], lists: _Lists, problems: list[str]
) -> tuple[str, ...]:
    """The phrases with their lists filled in; those that cannot be read are told of."""
    found = []
    for at, phrase in enumerate(phrases):
        try:
            found.append(_filled(phrase, lists))
        except KeyError as exc:
            name = str(exc.args[0])
            words = f"there is no list “{name}”{close_to(name, lists)}"
            problems.append(sheet.problem((*place, at), words))
    try:
        pattern_of(tuple(found))
    except UnreadablePhrase:
        for at, phrase in enumerate(found):
            _tried(sheet, (*place, at), (phrase,), (), problems)
    return tuple(found)


def _filled(phrase: str, lists: _Lists) -> str:
    """A phrase with each `{name}` as the words of that list, whose own lists are filled in, too."""
    return _LIST.sub(
        lambda name: f"({'|'.join(_filled(one, lists) for one in lists[name[1]])})", phrase
    )


def _tried(
    sheet: Sheet,
    place: Place,
    phrases: tuple[str, ...],
    regexes: tuple[str, ...],
    problems: list[str],
) -> None:
    try:
        pattern_of(phrases, regexes)
    except UnreadablePhrase as exc:
        problems.append(sheet.problem(place, str(exc)))
