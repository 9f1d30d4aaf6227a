"""Declaration of personal data: what a column of any store tells of whom, why, and until when.

Stands in the `info` of each column, where the column is declared. Export, erasure and retention
are made from it, so that none of them can forget a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

About = Literal["customer", "colleague"]
Sort = Literal["name", "contact", "identifier", "words", "behaviour", "device", "credential"]
Retention = Literal[
    "conversations",
    "events",
    "turns",
    "webhooks",
    "delivery",
    "addresses",
    "audit",
    "accounts",
    "records",
    "writes",
    "tries",
    "erasure",
    "shop",
    "books",
]
"""How long it is kept, by class.

`erasure` goes once it was carried out; `shop` is the CRM's to decide; `books` is what the law has
a shop keep, which no erasure touches.
"""
KEY = "personal_data"


class PersonalData(msgspec.Struct, frozen=True, kw_only=True):
    """What a column holds of a person, what it is needed for, and how long it is kept."""

    sort: Sort
    why: str
    kept: Retention
    about: About = "customer"


NOT_PERSONAL: dict[str, Any] = {KEY: None}
"""Of a column that tells nothing of anybody, once what is personal beside it is gone."""


def personal(
    sort: Sort, why: str, kept: Retention, *, about: About = "customer"
) -> dict[str, PersonalData]:
    """The `info` of a column that can hold personal data."""
    return {KEY: PersonalData(sort=sort, why=why, kept=kept, about=about)}


def declared(info: Mapping[Any, Any]) -> PersonalData | None:
    """What a column's `info` says; None for a column that holds nothing personal.

    Raises `KeyError` for one that says nothing.
    """
    found: PersonalData | None = info[KEY]
    return found
