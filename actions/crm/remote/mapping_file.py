"""Reader of mapping files: from YAML to records, with every mistake of shape told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path as File
from typing import Any, TypeVar

import msgspec
import yaml

from actions.crm.errors import CrmMisconfigured
from actions.crm.remote.mapping import Connection, MappedMethod, ShopMapping, Step, Way
from actions.crm.remote.marked_yaml import MarkedYaml, Path, dotted

_R = TypeVar("_R")
_STEP = frozenset(field.encode_name for field in msgspec.structs.fields(Step))
_CONNECTION = frozenset(field.encode_name for field in msgspec.structs.fields(Connection))
_WHERE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_PART = re.compile(r"\.?([\w-]+)|\[(\d+|\.\.\.)\]")


class Problems:
    """What is wrong in a mapping file, each with its line and its path."""

    def __init__(self, file: File, document: MarkedYaml) -> None:
        self._file, self._document = file, document
        self._found: dict[tuple[int, str], str] = {}

    def add(self, path: Path, text: str) -> None:
        """Note one; what an alias repeats is one."""
        line = self._document.line(path)
        told = f"{self._file.name}:{line}: {dotted(path)}: {text}"
        self._found.setdefault((line, text), told)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._found)

    def raise_any(self) -> None:
        """Raises `CrmMisconfigured` with all of them, in the order of their lines."""
        if self._found:
            lines = [self._found[key] for key in sorted(self._found)]
            raise CrmMisconfigured("\n".join((f"{self._file} does not hold:", *lines)))


class MappingFile:
    """A file that was read: `mapping` holds what of it has its shape, `problems` the rest."""

    def __init__(self, file: File) -> None:
        """Raises `CrmMisconfigured` where it cannot be read at all."""
        self.file = file
        document = _document(file)
        data = document.data
        if not isinstance(data, Mapping):
            raise CrmMisconfigured(f"{file} is empty; docs/crm-mapping.md shows what stands in it.")
        self.problems = Problems(file, document)
        for path in document.repeated:
            self.problems.add(path, "is there twice; the second one would hide the first")
        parts = {key: value for key, value in data.items() if key in _CONNECTION}
        connection = self._converted(parts, Connection, ())
        if connection is None:
            self.problems.raise_any()
            raise AssertionError
        facets = {key: value for key, value in data.items() if key not in _CONNECTION}
        self.mapping = ShopMapping(connection=connection, methods=self._methods(facets))

    def _methods(self, facets: Mapping[str, Any]) -> dict[tuple[str, str], MappedMethod]:
        found = {}
        for facet, methods in facets.items():
            if not isinstance(methods, Mapping):
                self.problems.add((facet,), "is no facet with methods, nor a known setting")
                continue
            for name, told in methods.items():
                method = self._method(told, (facet, name))
                if method is not None:
                    found[facet, name] = method
        return found

    def _method(self, told: Any, path: Path) -> MappedMethod | None:
        if not isinstance(told, Mapping):
            self.problems.add(path, "write an operation, steps, either, or denied with a reason")
            return None
        if "denied" in told:
            return self._converted(told, MappedMethod, path)
        if not isinstance(told.get("either", []), list):
            self.problems.add((*path, "either"), "write a list of ways, each with when")
            return None
        ways = [self._way(one, place) for place, one in _ways(told, path)]
        return MappedMethod(ways=tuple(way for way in ways if way is not None))

    def _way(self, told: Any, path: Path) -> Way | None:
        """One way, in which a single operation is written without `steps`."""
        if not isinstance(told, Mapping):
            self.problems.add(path, "write an operation, or steps")
            return None
        if "steps" in told:
            return self._converted(told, Way, path)
        step = {key: value for key, value in told.items() if key in _STEP}
        rest = {key: value for key, value in told.items() if key not in _STEP}
        operation = self._converted(step, Step, path)
        return None if operation is None else self._converted({**rest, "steps": [step]}, Way, path)

    def _converted(self, data: Mapping[str, Any], into: type[_R], path: Path) -> _R | None:
        try:
            return msgspec.convert(data, into)
        except msgspec.ValidationError as exc:
            where = _WHERE.search(str(exc))
            inner = _path(where["path"]) if where else ()
            self.problems.add((*path, *inner), _WHERE.sub("", str(exc)))
            return None


def _document(file: File) -> MarkedYaml:
    try:
        return MarkedYaml(file.read_text(encoding="utf-8"))
    except OSError as exc:
        raise CrmMisconfigured(f"{file} cannot be read: {exc.strerror}.") from exc
    except yaml.YAMLError as exc:
        raise CrmMisconfigured(f"{file} is no YAML: {exc}") from exc


def _ways(told: Mapping[str, Any], path: Path) -> list[tuple[Path, Any]]:
    """The ways of a method, each with its place in the file."""
    if "either" not in told:
        return [(path, told)]
    either = told["either"]
    return [((*path, "either", index), one) for index, one in enumerate(either)]


def _path(text: str) -> Path:
    """`("a", 0)` for msgspec's `.a[0]`."""
    parts = _PART.findall(text)
    return tuple(int(index) if index.isdigit() else name or index for name, index in parts)
