"""Collector of what is wrong in a policy, each with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from contracts.policy_values import UnreadableError

_V = TypeVar("_V")


class Problems:
    """Sentences in the order in which they were found. A place is written `rights.repair.plus`."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, where: str, what: str) -> None:
        """Keep a problem."""
        self.found.append(f"{where}: {what}." if where else f"{what}.")

    def read(self, where: str, value: object, read: Callable[[object], _V]) -> _V | None:
        """What a value says; None where it is wrong, which is kept."""
        try:
            return read(value)
        except UnreadableError as exc:
            self.add(where, str(exc))
            return None

    def mapping(self, where: str, value: object) -> Mapping[str, Any]:
        """Names and values; nothing where it is none, which is kept."""
        if not isinstance(value, Mapping):
            self.add(where, "write lines of a name, a colon and what is decided")
            return {}
        for name in [name for name in value if not isinstance(name, str)]:
            # YAML takes a bare NO, ON or 12 for something else than a word.
            self.add(f"{where}.{name}" if where else str(name), "put this name in quotes")
        return {name: one for name, one in value.items() if isinstance(name, str)}

    def unknown(self, where: str, given: Collection[str], known: Collection[str]) -> None:
        """Keep each name that is none of those known."""
        for name in [name for name in given if name not in known]:
            path = f"{where}.{name}" if where else name
            self.add(path, f"nobody knows that name{perhaps(name, known)}")

    def among(self, where: str, value: object, known: Collection[str]) -> bool:
        """Whether a value is one of those known; kept where not."""
        if value in known:
            return True
        self.add(where, f"{value!r} is none of {', '.join(known)}{perhaps(str(value), known)}")
        return False


def perhaps(name: str, known: Collection[str], words: str = "; did you mean {near}") -> str:
    """What was probably meant, to be put behind a sentence; empty where nothing is near."""
    near = get_close_matches(name, [str(one) for one in known], n=1)
    return words.format(near=near[0]) if near else ""
