"""Tolerant reader: JSON of which nothing is certain. Nothing here raises."""

from __future__ import annotations

import hashlib
import json
import math
from datetime import UTC, datetime
from typing import Any

LONGEST_ID = 300
LATEST = 2**33
"""Seconds since 1970 above which a time is a mistake."""


def mapping(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """The value if it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def inside(value: Any, *path: str) -> Any:
    """What lies at the end of a path of names; None where it breaks off."""
    for name in path:
        value = mapping(value).get(name)
    return value


def text(value: Any) -> str | None:
    """A string that is not blank; None for everything else."""
    return value if isinstance(value, str) and value.strip() else None


def identity(value: Any) -> str | None:
    """An id, which older payloads give as a number; None when there is none that can be one."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    found = str(value) if isinstance(value, str) or abs(value) < 10**40 else ""
    return found if len(found.strip()) > 0 and len(found) <= LONGEST_ID else None


def number(value: Any) -> float | None:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def whole(value: Any) -> int | None:
    """A whole number of a sensible size, also when it is written as a string."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20:
        return value
    return None


def seconds(value: Any) -> datetime | None:
    """A time in seconds since 1970."""
    found = whole(value)
    if found is None or not 0 < found < LATEST:
        return None
    return datetime.fromtimestamp(found, UTC)


def millis(value: Any) -> datetime | None:
    """A time in milliseconds since 1970."""
    found = whole(value)
    if found is None or not 0 < found < LATEST * 1000:
        return None
    return datetime.fromtimestamp(found / 1000, UTC)


def raw(value: Any) -> str:
    """The value as JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """A key for something that brings none of its own."""
    return "sha256:" + hashlib.sha256(raw(value).encode("utf-8", "replace")).hexdigest()
