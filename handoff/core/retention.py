"""Pure rules of retention: what is kept for how many days, and what nobody has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

import msgspec

Kind = Literal[
    "conversations",
    "files",
    "turns",
    "events",
    "webhooks",
    "delivery",
    "addresses",
    "audit",
    "accounts",
]
FOR_EVER = 0
"""Days of what is kept as long as the desk."""
MOST_DAYS = 36_500


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of data; `usual` are its days where nothing is set, `least` the fewest that it has."""

    kind: Kind
    what: str
    usual: int = FOR_EVER
    least: int = 1


KINDS = (
    Kept(
        kind="conversations",
        what="Words, names and files of conversations in which nothing has happened since",
    ),
    Kept(kind="files", what="Files, since they were sent"),
    Kept(kind="turns", what="What the bot was asked and remembers of conversations at rest"),
    Kept(kind="events", what="The stream that open pages catch up from"),
    Kept(kind="webhooks", what="What platforms have told, once it is done", usual=10, least=8),
    Kept(kind="delivery", what="What was sent, and what the CRM was told", least=8),
    Kept(kind="addresses", what="Addresses that nobody has written from since", least=2),
    Kept(kind="audit", what="The audit log, and who had somebody erased"),
    Kept(kind="accounts", what="Logins of colleagues that are over", usual=30, least=2),
)
"""Platforms tell the same for seven days, and by its key it is known to be done."""
USUAL = tuple(f"{each.kind}={each.usual}" for each in KINDS if each.usual != FOR_EVER)


def checked(entry: str) -> str:
    """A line such as `audit=365`, as it is kept. Raises `ValueError`."""
    kind, _, days = (part.strip() for part in entry.partition("="))
    known = next((each for each in KINDS if each.kind == kind), None)
    if known is None:
        raise ValueError(f"{kind!r} is no kind: {', '.join(each.kind for each in KINDS)}")
    if not (days.isascii() and days.isdigit() and int(days) <= MOST_DAYS):
        raise ValueError(f"{kind} needs a whole number of days")
    if 0 < int(days) < known.least:
        raise ValueError(f"{kind} is needed for {known.least} days")
    return f"{kind}={int(days)}"


def days_by_kind(decided: Iterable[str]) -> Mapping[Kind, int]:
    """The days of every kind, by what was decided and what is usual."""
    set_by_hand = {kind: int(days) for kind, _, days in (one.partition("=") for one in decided)}
    return {each.kind: set_by_hand.get(each.kind, each.usual) for each in KINDS}


def ends(days: Mapping[Kind, int], now: datetime) -> Mapping[Kind, datetime]:
    """Before when each kind is to be forgotten, of those that are not kept for ever."""
    return {kind: now - timedelta(days=count) for kind, count in days.items() if count != FOR_EVER}
