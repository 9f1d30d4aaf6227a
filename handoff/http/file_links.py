"""Signed links under which a customer reads a file without a login, good for a while.

Only those get one to whom the message with the file is shown.
"""

from __future__ import annotations

from datetime import timedelta

from handoff.core.clock import Clock
from handoff.core.errors import NotFound, Unauthorized
from handoff.core.signed_tokens import claims_of, sign

LIFE = timedelta(hours=24)
"""A page that stays open for a working day goes on showing what it shows."""
STEP_SECONDS = 3_600
"""Within such a step of time a file keeps its address, so that browsers keep the file."""
_AUDIENCE = "warmdesk-file"


class FileLinks:
    """Gives addresses out, and says which file one stands for."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def path(self, ref: str) -> str:
        """Where a file is from now on for a day or a little more, seen from the desk's address."""
        step = int(self._clock().timestamp()) // STEP_SECONDS + 1
        until = step * STEP_SECONDS + int(LIFE.total_seconds())
        token = sign({"aud": _AUDIENCE, "sub": ref, "exp": until}, self._key)
        return f"api/chat/media/{token}"

    def ref(self, token: str) -> str:
        """The file that an address stands for; raises `NotFound` when it is over, or not ours."""
        try:
            claims = claims_of(token, self._key, audience=_AUDIENCE, now=self._clock())
        except Unauthorized as exc:
            raise NotFound("This address is over. Please open the chat again.") from exc
        return str(claims["sub"])
