"""Cookie of a known browser: tells one in which an agent has logged in before from a stranger's.

Failed tries are counted for each browser that is known by itself, so that whoever guesses at a
colleague's password, even from the same office, cannot keep them from logging in.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.signed_tokens import claims_of, sign

COOKIE = "warmdesk_browser"
LIFE = timedelta(days=180)
_AUDIENCE = "warmdesk-browser"


class KnownBrowsers:
    """Gives cookies out, and knows them again."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def issue(self, email: str) -> str:
        """A cookie for a browser in which somebody has just logged in."""
        claims = {
            "aud": _AUDIENCE,
            "sub": _owner(email),
            "jti": secrets.token_urlsafe(12),
            "exp": self._clock() + LIFE,
        }
        return sign(claims, self._key)

    def known(self, cookie: str, email: str) -> str | None:
        """The browser, where it is one of that address; None for any other."""
        try:
            claims = claims_of(
                cookie, self._key, audience=_AUDIENCE, now=self._clock(), also=("jti",)
            )
        except Unauthorized:
            return None
        return f"browser:{claims['jti']}" if claims["sub"] == _owner(email) else None


def _owner(email: str) -> str:
    """What stands for an address in a cookie."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
