"""The envelope of Meta's webhooks, the same on each platform. Pure: any JSON gives an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from handoff.core.channel.inbound_events import Heard, Noted
from handoff.core.channel.loose_json import digest, inside, items, mapping, raw
from handoff.core.errors import TooLong

MOST_TOLD = 3_000
"""Platforms send up to a thousand updates at once, each with a few things in it."""


def read_entries(
    payload: Any, of: str, in_entry: Callable[[dict[str, Any]], Iterator[Heard]]
) -> tuple[Heard, ...]:
    """Everything that a webhook tells, in its order, each entry as `in_entry` understands it.

    A webhook that is no list of entries, or about something else than `of`, is only noted. Raises
    `TooLong` for more than any platform sends at once.
    """
    entries = inside(payload, "entry")
    if inside(payload, "object") != of or not isinstance(entries, list):
        return (noted("", "unknown", payload),)
    told = (told for entry in items(entries) for told in in_entry(mapping(entry)))
    found = tuple(islice(told, MOST_TOLD + 1))
    if len(found) > MOST_TOLD:
        raise TooLong(f"A webhook tells of {MOST_TOLD} things at most.")
    return found


def noted(
    account: str, what: str, value: Any, *, key: str | None = None, alarming: bool = False
) -> Noted:
    """What means nothing to the desk, kept as it came."""
    return Noted(
        account=account,
        key=key or digest(value),
        what=what,
        raw=raw(value),
        alarming=alarming,
    )
