"""Reader of YAML that remembers on which line everything stands, so that a mistake can be found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

Path = tuple[str | int, ...]
"""Where something stands in a document: `("orders", "order", "steps", 0)`."""


class MarkedYaml:
    """A document, and the line of each of its parts."""

    def __init__(self, text: str) -> None:
        """Raises `yaml.YAMLError`."""
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            self._lines = dict(_lines(node, ())) if node is not None else {}
            self.data: Any = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()

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
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, key.value))
            yield (*path, key.value), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))
