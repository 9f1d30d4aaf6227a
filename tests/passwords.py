"""Passwords that are hashed by the real argon2, with the least work that it takes."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from handoff.store.accounts import passwords


def quick_hasher() -> PasswordHasher:
    """A hasher for passwords that protect nothing: no memory, one pass."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def hash_quickly() -> None:
    """Have the bridges of this process hash like this; those of their own processes do not."""
    pytest.MonkeyPatch().setattr(passwords, "PasswordHasher", quick_hasher)
