"""What a host page says of itself: where the customer is, their cart, fields of the site's own.

It comes from a browser, so it is for an agent's eyes alone: nothing follows from it.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from handoff.core.payloads import Request

FIELDS = 10
ITEMS = 20

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Value = Annotated[str, msgspec.Meta(max_length=200)]
Item = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class Cart(Request, frozen=True, kw_only=True, omit_defaults=True):
    """What the customer is about to buy. `value` is in units of `currency`, as ISO 4217 has it."""

    value: Annotated[float, msgspec.Meta(ge=0, le=1e9)] | None = None
    currency: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")] | None = None
    items: Annotated[tuple[Item, ...], msgspec.Meta(max_length=ITEMS)] = ()


class Page(Request, frozen=True, kw_only=True, omit_defaults=True):
    """The page of the host site that the customer is on. `fields` are shown as they come."""

    url: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    title: Annotated[str, msgspec.Meta(max_length=300)] = ""
    cart: Cart | None = None
    fields: Annotated[dict[Name, Value], msgspec.Meta(max_length=FIELDS)] = msgspec.field(
        default_factory=dict
    )

    def as_mapping(self) -> dict[str, Any]:
        """What is known of it. An address that no browser would open as a page is left out."""
        known: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        if not self.url.startswith(("https://", "http://")):
            known.pop("url", None)
        return known


class Look(Request, frozen=True, kw_only=True):
    """The customer has come to another page."""

    page: Page
