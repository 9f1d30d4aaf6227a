"""Encryption of secrets that the database keeps: sealed for one account, by keys of ours."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
LABEL = b"warmdesk second factors"
SEALED = "sealed:"
"""How a sealed value begins; what an earlier version has kept does not."""


class Seal:
    """Seals by the first of some secrets, and opens what any of them has sealed."""

    def __init__(self, secrets: Sequence[str]) -> None:
        keys = [Fernet(_key(secret)) for secret in secrets]
        self._all = MultiFernet(keys)
        self._newest = keys[0]

    def close(self, value: str, owner: str) -> str:
        """The value as it is kept: nobody reads it without the key, or for another account."""
        return SEALED + self._newest.encrypt(f"{owner} {value}".encode()).decode()

    def open(self, kept: str, owner: str) -> str | None:
        """What was sealed for that account; None where none of the keys opens it.

        What was kept before anything was sealed is taken as it is.
        """
        if not kept.startswith(SEALED):
            return kept
        return self._opened(self._all, kept, owner)

    def is_newest(self, kept: str, owner: str) -> bool:
        """Whether it is sealed by the first of the secrets already."""
        return kept.startswith(SEALED) and self._opened(self._newest, kept, owner) is not None

    def _opened(self, by: Fernet | MultiFernet, kept: str, owner: str) -> str | None:
        try:
            found, _, value = by.decrypt(kept.removeprefix(SEALED)).decode().partition(" ")
        except InvalidToken:
            return None
        return value if found == owner else None


def _key(secret: str) -> bytes:
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=LABEL).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
