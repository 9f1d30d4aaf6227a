"""Signed tokens (JWT) of host sites: whom one vouches for as its customer. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.signed_tokens import claims_of, sign

LIFE = timedelta(hours=24)
"""The furthest that a host site may date the end of an identity."""
CLOCK_SKEW = timedelta(minutes=1)
AUDIENCE = "warmdesk"


class Vouched(msgspec.Struct, frozen=True, kw_only=True):
    """For whom a site vouches, and from when until when."""

    customer_id: str
    since: datetime
    until: datetime


class IdentityTokens:
    """Tokens with which the host site says who its customer is."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    def read(self, token: str) -> str:
        """The CRM's id of the customer; raises `Unauthorized`. Their name is the CRM's business."""
        return self.vouched(token).customer_id

    def vouched(self, token: str) -> Vouched:
        """The same with its times. A token that does not say since when may be as old as one can.

        Raises `Unauthorized`.
        """
        now = self._clock()
        claims = claims_of(token, self._secret, audience=AUDIENCE, now=now, leeway=CLOCK_SKEW)
        if claims["exp"] > (now + LIFE + CLOCK_SKEW).timestamp():
            raise Unauthorized("The identity token is valid for more than 24 hours.")
        until = datetime.fromtimestamp(float(claims["exp"]), UTC)
        since = claims.get("iat", (until - LIFE).timestamp())
        if not isinstance(since, (int, float)):
            raise Unauthorized("The identity token's iat is not a time.")
        return Vouched(
            customer_id=str(claims["sub"]), since=datetime.fromtimestamp(since, UTC), until=until
        )

    def issue(self, customer_id: str, name: str) -> str:
        """A token as a host site signs it; the demo page is such a site."""
        claims = {
            "aud": AUDIENCE,
            "sub": customer_id,
            "name": name,
            "iat": self._clock(),
            "exp": self._clock() + timedelta(hours=12),
        }
        return sign(claims, self._secret)
