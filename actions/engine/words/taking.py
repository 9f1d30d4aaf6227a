"""Records out of a sheet, each problem told in words that whoever wrote the file understands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec.structs import fields

from actions.engine.words.sheet import Place, Sheet, close_to

T = TypeVar("T", bound=msgspec.Struct)

Line = Annotated[str, msgspec.Meta(min_length=1)]
"""Words that must not be left out."""

_AT = re.compile(r" - at `\$(.*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|(\[\.\.\.\])")
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+)`")
_NOT_ONE_OF = re.compile(r"Invalid enum value '?(.*?)'?$")
_TYPES = re.compile(r"Expected `(.+)`, got `(.+)`")
_BOUND = re.compile(r"Expected `\w+` ([<>]=?) (.+)")
_KINDS = {
    "str": "words",
    "float": "a number",
    "int": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "names with a colon",
    "null": "nothing",
}
_BOUNDS = {
    ">": "has to be above",
    ">=": "must not be below",
    "<": "has to be below",
    "<=": "must not be above",
}


def taken(sheet: Sheet, place: Place, kind: type[T], problems: list[str], **more: Any) -> T | None:
    """What stands at a place as a record, with `more` of its fields; None where it is none."""
    part = sheet.part(place)
    if not isinstance(part, dict):
        problems.append(sheet.problem(place, f"names with a colon belong here, not {_kind(part)}"))
        return None
    wrong = list(_wrong(part | more, kind))
    problems += [sheet.problem((*place, *inner), words) for inner, words in wrong]
    return None if wrong else msgspec.convert(part | more, kind)


def each_taken(
    sheet: Sheet, place: Place, names: Iterable[str], kind: type[T], problems: list[str]
) -> Iterator[T]:
    """What stands under these names at a place, as records that have them as their `name`."""
    for name in names:
        one = taken(sheet, (*place, name), kind, problems, name=name)
        if one is not None:
            yield one


def _wrong(part: dict[str, Any], kind: type[T]) -> list[tuple[Place, str]]:
    try:
        msgspec.convert(part, kind)
    except msgspec.ValidationError as exc:
        return _told(part, kind, str(exc))
    return []


def _told(part: dict[str, Any], kind: type[T], error: str) -> list[tuple[Place, str]]:
    """Where it is wrong, and how; keys of a mapping, which msgspec does not name, one by one."""
    at = _AT.search(error)
    steps = _STEP.findall(at[1]) if at else []
    field = steps[0][0] if len(steps) == 2 and steps[1][2] else ""
    if len(part.get(field, ())) > 1:
        singly = ({**part, field: {key: value}} for key, value in part[field].items())
        return [problem for one in singly for problem in _wrong(one, kind)]
    error = _AT.sub("", error)
    words = _plain(error, kind, field or (steps[-1][0] if steps else ""))
    inner = [int(number) if number else name for name, number, any_key in steps if not any_key]
    unknown = _UNKNOWN.findall(error)
    return [((*inner, *part.get(field, ()), *unknown), words)]


def _plain(error: str, kind: type[T], field: str) -> str:
    """An error of msgspec in words for people who do not program."""
    if found := _MISSING.search(error):
        return f"“{found[1]}:” is missing"
    if found := _UNKNOWN.search(error):
        known = [] if field else [each.encode_name for each in fields(kind)]
        return f"“{found[1]}:” is not known here{close_to(found[1], known)}"
    if found := _NOT_ONE_OF.search(error):
        return f"“{found[1]}” is not possible here; what is: {', '.join(_possible(kind, field))}"
    if "of length >= 1" in error:
        return "nothing stands here; say something, or leave the line out"
    if found := _BOUND.search(error):
        return f"the number {_BOUNDS[found[1]]} {float(found[2]):g}"
    if found := _TYPES.search(error):
        wanted = _KINDS.get(found[1].partition(" |")[0], found[1])
        belong = "belongs" if wanted.startswith("a ") else "belong"
        return f"{wanted} {belong} here, not {_KINDS.get(found[2], found[2])}{_quoting(found)}"
    return error


def _quoting(found: re.Match[str]) -> str:
    number = found[2] in ("int", "float") and "str" in found[1]
    return "; put it in quotes if it is meant as words" if number else ""


def _possible(kind: type[T], field: str) -> list[str]:
    """The words that may stand in a field."""
    name = next((each.name for each in fields(kind) if each.encode_name == field), field)
    return [one for one in _all_args(get_type_hints(kind).get(name)) if isinstance(one, str)]


def _all_args(hint: Any) -> list[Any]:
    return [found for one in get_args(hint) for found in (one, *_all_args(one))]


def _kind(part: Any) -> str:
    """What a value is, for people."""
    if part is None:
        return "nothing"
    if isinstance(part, list):
        return "a list"
    return "words" if isinstance(part, str) else "a number"
