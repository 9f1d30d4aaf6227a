"""Sheet: one YAML file that people write by hand, read with the line of everything in it.

Plain words stay words: `yes`, `no`, `on` and days are text here; only `true` and `false` are not.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

Place = tuple[str | int, ...]
"""Names and numbers of list items that lead to something, from the top of a file."""

_DEEPEST = 12
"""More levels than any file has; an anchor within itself would have no end."""
_WHOLE = re.compile(r"[-+]?\d+")
_NUMBER = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?")
_WORDS: Mapping[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


class SheetsRefused(Exception):
    """Files that cannot be used as they are; the message has a line for each problem."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says; `lines` has the line of each place, from 1."""

    name: str
    content: dict[str, Any]
    lines: dict[Place, int]

    def part(self, place: Place) -> Any:
        """What stands at a place."""
        found: Any = self.content
        for step in place:
            found = found[step]
        return found

    def problem(self, place: Place, words: str) -> str:
        """A line for whoever mends the file: `symptoms/slow.yml, line 7: causes / dust: …`."""
        known = next(place[:end] for end in range(len(place), -1, -1) if place[:end] in self.lines)
        where = " / ".join(f"no. {step + 1}" if isinstance(step, int) else step for step in place)
        said = f"{where}: {words}" if where else words
        return f"{self.name}, line {self.lines[known]}: {said}"


def read_sheets(folder: Path, problems: list[str]) -> list[Sheet]:
    """Every file of a folder, by name; what cannot be read goes to the problems."""
    found = (read_sheet(path, problems) for path in sorted(folder.glob("*.yml")))
    return [sheet for sheet in found if sheet is not None]


def read_sheet(path: Path, problems: list[str]) -> Sheet | None:
    """One file; None where it cannot be read, with the reason among the problems."""
    name = f"{path.parent.name}/{path.name}"
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError) as exc:
        problems.append(f"{name}: cannot be read ({exc})")
        return None
    except yaml.MarkedYAMLError as exc:
        problems.append(_unreadable(name, exc))
        return None
    reader = _Reader(name, problems)
    content = reader.value(node, ()) if node is not None else {}
    if isinstance(content, dict):
        return Sheet(name=name, content=content, lines={(): 1, **reader.lines})
    problems.append(f"{name}, line 1: the file has to begin with a name and a colon")
    return None


def close_to(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about a word that is not known: what may have been meant."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


class _Reader:
    """Makes values of YAML nodes, and remembers where each stood."""

    def __init__(self, name: str, problems: list[str]) -> None:
        self._name = name
        self._problems = problems
        self.lines: dict[Place, int] = {}

    def value(self, node: yaml.Node, place: Place) -> Any:
        """The value of a node, and of all within it."""
        self.lines.setdefault(place, _line_of(node))
        if len(place) > _DEEPEST:
            self._problems.append(f"{self._name}, line {self.lines[place]}: nested far too deep")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, (*place, at)) for at, one in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self._twice((*place, name), _line_of(key))
                continue
            self.lines[(*place, name)] = _line_of(key)
            found[name] = self.value(value, (*place, name))
        return found

    def _twice(self, place: Place, line: int) -> None:
        where = " / ".join(map(str, place))
        self._problems.append(
            f"{self._name}, line {line}: {where}: “{place[-1]}” is there already, in line "
            f"{self.lines[place]}; give one of them another name"
        )


def _line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _scalar(node: yaml.Node) -> Any:
    """Text, unless it is written without quotes and looks like a number, true, false or nothing."""
    said = str(node.value)
    if node.style:  # quotes, or a block
        return said
    if _WHOLE.fullmatch(said):
        return int(said)
    if _NUMBER.fullmatch(said):
        return float(said)
    return _WORDS.get(said, said)


def _unreadable(name: str, exc: yaml.MarkedYAMLError) -> str:
    line = exc.problem_mark.line + 1 if exc.problem_mark else 1
    return (
        f"{name}, line {line}: this is no YAML ({exc.problem}); look at the indentation, put text "
        "with a colon, or with a sign at its beginning, in quotes, and give each item of a list a "
        "line and a dash where it has brackets of its own"
    )
