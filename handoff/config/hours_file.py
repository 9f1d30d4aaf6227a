"""The file with the opening hours, read and checked at the start."""

from __future__ import annotations

from handoff.config.settings_file import read_settings_file
from handoff.core.errors import Misconfigured
from handoff.core.sla.hours import ALWAYS, Hours


def read_hours(path: str | None) -> Hours:
    """The hours in a YAML file, or a desk that never closes. Raises `Misconfigured`."""
    if path is None:
        return ALWAYS
    hours = read_settings_file("HOURS_FILE", path, Hours)
    if problems := hours.problems():
        raise Misconfigured("\n".join(f"HOURS_FILE: {path}: {line}" for line in problems))
    return hours
