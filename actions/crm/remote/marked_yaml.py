"""Reader of YAML that remembers on which line everything stands, so that a mistake can be found.

Words stay words: `no` is Norway or an answer, and days are text; `true` and `false` alone are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_BOOLEAN, _TIME = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"

Path = tuple[str | int, ...]
"""Where something stands in a document: `("orders", "order", "steps", 0)`."""


class _Loader(yaml.SafeLoader):
    """YAML's safe one, for which fewer words mean something else than what is written."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the library has it
        **{
            first: [(tag, pattern) for tag, pattern in known if tag not in (_BOOLEAN, _TIME)]
            for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
        },
        "t": [(_BOOLEAN, re.compile(r"true$"))],
        "f": [(_BOOLEAN, re.compile(r"false$"))],
    }


class MarkedYaml:
    """A document, the line of each of its parts, and which of them are there twice."""

    def __init__(self, text: str) -> None:
        """Raises `yaml.YAMLError`."""
        loader = _Loader(text)
        self.repeated: list[Path] = []
        self._lines: dict[Path, int] = {}
        try:
            node = loader.get_single_node()
            for path, line in _lines(node, ()) if node is not None else ():
                self._note(path, line)
            self.data: Any = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()

    def _note(self, path: Path, line: int) -> None:
        if path in self._lines:
            self.repeated.append(path)
        self._lines[path] = line

    def line(self, path: Path) -> int:
        """The line of a part; of the nearest one around it where it has none of its own."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


def dotted(path: Path) -> str:
    """`orders.order.steps[0]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def _lines(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line + 1
            yield from _lines(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), value.start_mark.line + 1
            yield from _lines(value, (*path, index))
