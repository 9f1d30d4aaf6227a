"""Password hashing: with argon2, away from the event loop."""

from __future__ import annotations

import asyncio
import secrets
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LENGTH = 15
"""Bytes behind a password that the desk makes up."""
AT_ONCE = 2
"""Hashes computed at the same time: each takes 64 MB for some tens of milliseconds."""


def make_up() -> str:
    """A password that nobody guesses."""
    return secrets.token_urlsafe(LENGTH)


class Passwords:
    """Hashes and compares passwords."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turns = asyncio.Semaphore(AT_ONCE)

    @cached_property
    def _nobodys(self) -> str:
        """A hash to compare with where there is none, so that both take as long."""
        return self._hasher.hash(make_up())

    async def hash(self, password: str) -> str:
        """What to keep of a password."""
        async with self._turns:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, password: str, kept: str | None) -> bool:
        """Whether it is the password; without a kept one it takes as long and is False."""
        async with self._turns:
            return await asyncio.to_thread(self._verify, password, kept)

    def is_dated(self, kept: str) -> bool:
        """Whether a kept hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def _verify(self, password: str, kept: str | None) -> bool:
        try:
            self._hasher.verify(kept or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None
