"""Runs of long measurements: what was measured once is not repeated while it stays the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

Run = tuple[float, ...]
"""The figures of one run."""


class Kept:
    """Runs by what was measured, in a file. Each is kept with a digest of what it was made of."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def runs(
        self, what: str, made_of: str, count: int, measure: Callable[[], Sequence[float]]
    ) -> tuple[Run, ...]:
        """`count` runs, of which only those are measured that are missing."""
        while len(found := self._found(what, made_of)) < count:
            self._keep(what, made_of, [*found, tuple(measure())])
        return tuple(found[:count])

    def _found(self, what: str, made_of: str) -> list[Run]:
        digest, runs = self._all().get(what, ("", []))
        return runs if digest == made_of else []

    def _keep(self, what: str, made_of: str, runs: list[Run]) -> None:
        kept = {**self._all(), what: (made_of, runs)}
        self._file.write_bytes(msgspec.json.format(msgspec.json.encode(kept)))

    def _all(self) -> dict[str, tuple[str, list[Run]]]:
        if not self._file.exists():
            return {}
        return msgspec.json.decode(self._file.read_bytes(), type=dict[str, tuple[str, list[Run]]])


def digest(files: Iterable[Path]) -> str:
    """Of what is in the files, in that order."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
