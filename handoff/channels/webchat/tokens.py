"""Who a visitor of the web chat is: the token that the bridge gives out, and the host site's."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from bot.wire import Customer
from handoff.core.errors import Unauthorized
from handoff.core.signed_tokens import claims_of, sign

CHAT_LIFE = timedelta(days=30)
IDENTITY_LIFE = timedelta(hours=24)
"""The furthest that a host site may date the end of an identity."""
CLOCK_SKEW = timedelta(minutes=1)
CHAT_AUDIENCE = "warmdesk-chat"
IDENTITY_AUDIENCE = "warmdesk"

Clock = Callable[[], datetime]


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the web chat. `address` is `crm:<customer id>` or `v:<random>`.

    Who holds a link has `l:<conversation id>` and sees `only` that conversation.
    """

    address: str
    customer: Customer = Customer()
    locale: str = "en"
    only: str | None = None

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


def linked_visitor(conversation_id: str, locale: str) -> Visitor:
    """Whoever holds a link to a conversation."""
    return Visitor(address=link_room(conversation_id), locale=locale, only=conversation_id)


def link_room(conversation_id: str) -> str:
    """What stands for the address of those who hold a link to a conversation."""
    return f"l:{conversation_id}"


class ChatTokens:
    """The bridge's own tokens, which fix who a visitor is for 30 days."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def issue(self, visitor: Visitor, *, until: datetime | None = None) -> str:
        """A token for the visitor."""
        claims = {
            "aud": CHAT_AUDIENCE,
            "sub": visitor.address,
            "exp": until or self._clock() + CHAT_LIFE,
            "customer": msgspec.to_builtins(visitor.customer),
            "locale": visitor.locale,
            "only": visitor.only,
        }
        return sign(claims, self._key)

    def read(self, token: str) -> Visitor:
        """Whom the token was given to; raises `Unauthorized`."""
        claims = claims_of(token, self._key, audience=CHAT_AUDIENCE, now=self._clock())
        customer = msgspec.convert(claims["customer"], Customer)
        same = {"locale": claims["locale"], "only": claims.get("only")}
        return Visitor(address=claims["sub"], customer=customer, **same)


class IdentityTokens:
    """Tokens with which the host site says who its customer is."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    def read(self, token: str) -> str:
        """The CRM's id of the customer; raises `Unauthorized`. Their name is the CRM's business."""
        now = self._clock()
        claims = claims_of(token, self._secret, audience=IDENTITY_AUDIENCE, now=now)
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
        return sign(claims, self._secret)
