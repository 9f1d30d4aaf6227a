"""Id generator: opaque, unguessable, and sorted by the time they were made."""

from __future__ import annotations

import secrets
import time


def new_id(prefix: str) -> str:
    """A new id such as `cv_018f3c2a9b7e4f0d1c2b3a49`: milliseconds, then 48 random bits."""
    return f"{prefix}_{time.time_ns() // 1_000_000:012x}{secrets.token_hex(6)}"
