"""The file with the service targets, read and checked at the start."""

from __future__ import annotations

from handoff.config.settings_file import read_settings_file
from handoff.core.sla.targets import NONE, Targets


def read_targets(path: str | None) -> Targets:
    """The targets in a YAML file, or none. Raises `Misconfigured`."""
    return NONE if path is None else read_settings_file("TARGETS_FILE", path, Targets)
