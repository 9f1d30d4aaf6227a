"""Files that settings name: YAML, checked against what is expected of it at the start."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from handoff.core.errors import Misconfigured

_T = TypeVar("_T")


def read_settings_file(setting: str, path: str, into: type[_T]) -> _T:
    """What the file says. Raises `Misconfigured` with the setting that names it."""
    try:
        return msgspec.yaml.decode(Path(path).read_bytes(), type=into)
    except OSError as exc:
        raise Misconfigured(f"{setting}: {path} cannot be read ({exc.strerror})") from exc
    except msgspec.MsgspecError as exc:
        raise Misconfigured(f"{setting}: {path}: {exc}; docs/operations.md shows one") from exc
