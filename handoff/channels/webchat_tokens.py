"""Who a visitor of the web chat is: the token that the bridge gives out, and the host site's."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
import msgspec

from bot.wire import Customer
from handoff.errors import Unauthorized

CHAT_LIFE = timedelta(days=30)
IDENTITY_LIFE = timedelta(hours=24)
"""The furthest that a host site may date the end of an identity."""
CLOCK_SKEW = timedelta(minutes=1)
CHAT_AUDIENCE = "warmdesk-chat"
IDENTITY_AUDIENCE = "warmdesk"

Clock = Callable[[], datetime]


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the web chat. `address` is `crm:<customer id>` or `v:<random>`."""

    address: str
    customer: Customer = Customer()
    locale: str = "en"

    @property
    def known(self) -> bool:
        """Whether the host site has vouched for them."""
        return self.customer.level == "verified"


def new_visitor(locale: str) -> Visitor:
    """Somebody of whom nothing is known."""
    return Visitor(address=f"v:{secrets.token_urlsafe(15)}", locale=locale)


def signed_in(customer_id: str, name: str, locale: str) -> Visitor:
    """A customer for whom the host site has vouched; the same on each of their devices."""
    customer = Customer(id=customer_id, name=name, level="verified", how="site_token")
    return Visitor(address=f"crm:{customer_id}", customer=customer, locale=locale)


class ChatTokens:
    """The bridge's own tokens, which fix who a visitor is for 30 days."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def issue(self, visitor: Visitor) -> str:
        """A token for the visitor."""
        claims = {
            "aud": CHAT_AUDIENCE,
            "sub": visitor.address,
            "exp": self._clock() + CHAT_LIFE,
            "customer": msgspec.to_builtins(visitor.customer),
            "locale": visitor.locale,
        }
        return jwt.encode(claims, self._key, algorithm="HS256")

    def read(self, token: str) -> Visitor:
        """Whom the token was given to; raises `Unauthorized`."""
        claims = _claims(token, self._key, CHAT_AUDIENCE, self._clock())
        customer = msgspec.convert(claims["customer"], Customer)
        return Visitor(address=claims["sub"], customer=customer, locale=claims["locale"])


class IdentityTokens:
    """Tokens with which the host site says who its customer is."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    def read(self, token: str) -> str:
        """The CRM's id of the customer; raises `Unauthorized`. Their name is the CRM's business."""
        now = self._clock()
        claims = _claims(token, self._secret, IDENTITY_AUDIENCE, now)
        if claims["exp"] > (now + IDENTITY_LIFE + CLOCK_SKEW).timestamp():
            raise Unauthorized("The identity token is valid for more than 24 hours.")
        return str(claims["sub"])

    def issue(self, customer_id: str, name: str) -> str:
        """A token as a host site signs it; the demo page is such a site."""
        claims = {
            "aud": IDENTITY_AUDIENCE,
            "sub": customer_id,
            "name": name,
            "exp": self._clock() + timedelta(hours=12),
        }
        return jwt.encode(claims, self._secret, algorithm="HS256")


def _claims(token: str, key: bytes | str, audience: str, now: datetime) -> dict[str, Any]:
    """The claims of a token that was signed with the key, for the audience, and is not over."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["HS256"],
            audience=audience,
            # The end is compared with our own clock, below.
            options={"require": ["exp", "sub", "aud"], "verify_exp": False},
        )
        over = float(claims["exp"]) <= now.timestamp()
    except (jwt.InvalidTokenError, TypeError, ValueError) as exc:
        raise Unauthorized("The token is not valid.") from exc
    if over:
        raise Unauthorized("The token has expired.")
    return claims
