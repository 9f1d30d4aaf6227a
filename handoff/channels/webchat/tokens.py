"""Signed tokens of the web chat: they say who a visitor is, and the bridge gives them out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from contracts.turn import Customer
from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.model import Conversation
from handoff.core.signed_tokens import claims_of, sign

CHAT_LIFE = timedelta(days=30)
VERIFIED_LIFE = timedelta(hours=1)
"""How long a page may go on without the host site vouching for its customer anew."""
CHAT_AUDIENCE = "warmdesk-chat"


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the web chat. `address` is `crm:<customer id>` or `v:<random>`.

    Who holds a link has `l:<conversation id>:<epoch>` and sees `only` that conversation.
    """

    address: str
    customer: Customer = Customer()
    locale: str = "en"
    only: str | None = None
    link_epoch: int = 0
    """Of the conversation when the link was made."""

    @property
    def known(self) -> bool:
        """Whether the host site has vouched for them."""
        return self.customer.level == "verified"


class Pass(msgspec.Struct, frozen=True, kw_only=True):
    """What a token says: whom it was given to, and from when until when it holds."""

    visitor: Visitor
    since: datetime
    until: datetime


def new_visitor(locale: str) -> Visitor:
    """Somebody of whom nothing is known."""
    return Visitor(address=f"v:{secrets.token_urlsafe(15)}", locale=locale)


def signed_in(customer_id: str, name: str, locale: str) -> Visitor:
    """A customer for whom the host site has vouched; the same on each of their devices."""
    customer = Customer(id=customer_id, name=name, level="verified", how="site_token")
    return Visitor(address=f"crm:{customer_id}", customer=customer, locale=locale)


def linked_visitor(conversation: Conversation) -> Visitor:
    """Whoever holds a link to a conversation."""
    return Visitor(
        address=link_room(conversation),
        locale=conversation.locale,
        only=conversation.id,
        link_epoch=conversation.link_epoch,
    )


def link_room(conversation: Conversation) -> str:
    """What stands for the address of those who hold a link that has not been ended."""
    return f"l:{conversation.id}:{conversation.link_epoch}"


class ChatTokens:
    """The bridge's own tokens, which fix who a visitor is.

    A stranger's holds for 30 days, a link's as long as the link. That of a customer for whom the
    host site has vouched is short, and ends with the site's own word at the latest.
    """

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def issue(self, visitor: Visitor, *, until: datetime | None = None) -> str:
        """A token for the visitor, that ends by `until`."""
        now = self._clock()
        last = now + (VERIFIED_LIFE if visitor.known else CHAT_LIFE)
        claims = {
            "aud": CHAT_AUDIENCE,
            "sub": visitor.address,
            "iat": now,
            "exp": last if until is None else min(until, last),
            "customer": msgspec.to_builtins(visitor.customer),
            "locale": visitor.locale,
            "only": visitor.only,
            "link_epoch": visitor.link_epoch,
        }
        return sign(claims, self._key)

    def read(self, token: str) -> Pass:
        """Whom the token was given to; raises `Unauthorized`, also for a customer's that is older
        than their short life."""
        now = self._clock()
        claims = claims_of(token, self._key, audience=CHAT_AUDIENCE, now=now)
        until = datetime.fromtimestamp(int(claims["exp"]), UTC)
        # Those from before tokens said since when they hold were given for thirty days.
        since = datetime.fromtimestamp(claims.get("iat", (until - CHAT_LIFE).timestamp()), UTC)
        visitor = _visitor_of(claims)
        if visitor.known and until - since > VERIFIED_LIFE:
            raise Unauthorized("The token has expired.")
        return Pass(visitor=visitor, since=since, until=until)


def _visitor_of(claims: Mapping[str, Any]) -> Visitor:
    return Visitor(
        address=claims["sub"],
        customer=msgspec.convert(claims["customer"], Customer),
        locale=claims["locale"],
        only=claims.get("only"),
        link_epoch=claims.get("link_epoch", 0),
    )
