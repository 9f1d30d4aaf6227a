"""Signed tokens of the web chat: they say who a visitor is, and the bridge gives them out."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import msgspec

from contracts.turn import Customer
from handoff.core.clock import Clock
from handoff.core.signed_tokens import claims_of, sign

CHAT_LIFE = timedelta(days=30)
CHAT_AUDIENCE = "warmdesk-chat"


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
