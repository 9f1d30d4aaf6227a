"""The file with the opening hours, read and checked at the start."""

from __future__ import annotations

from pathlib import Path

import msgspec

from handoff.errors import Misconfigured
from handoff.hours import ALWAYS, Hours


def read_hours(path: str | None) -> Hours:
    """The hours in a YAML file, or a desk that never closes. Raises `Misconfigured`."""
    if path is None:
        return ALWAYS
    try:
        hours = msgspec.yaml.decode(Path(path).read_bytes(), type=Hours)
    except OSError as exc:
        raise Misconfigured(f"HOURS_FILE: {path} cannot be read ({exc.strerror})") from exc
    except msgspec.MsgspecError as exc:
        raise Misconfigured(f"HOURS_FILE: {path}: {exc}; docs/operations.md shows one") from exc
    if problems := hours.problems():
        raise Misconfigured("\n".join(f"HOURS_FILE: {path}: {line}" for line in problems))
    return hours
