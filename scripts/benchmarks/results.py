"""What every stage came to, kept between runs: a stage is measured alone, the page has them all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from scripts.benchmarks.figures import Row


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A stage's rows, the command that measured them, and on what kind of day."""

    rows: tuple[Row, ...]
    command: str
    circumstances: str


def read(file: Path) -> dict[str, Result]:
    """The results by stage; none when nothing was measured yet."""
    if not file.exists():
        return {}
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Result])


def keep(file: Path, stage: str, result: Result) -> Mapping[str, Result]:
    """Put a stage's result in the place of its last one; returns all."""
    results = {**read(file), stage: result}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(results)))
    return results
