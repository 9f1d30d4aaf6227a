"""Verdict on a write whose answer was lost, by what the system shows of it."""

from __future__ import annotations

import msgspec

from actions.crm.records.record import Record


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen: `record` is what the write would have given, where it is done.

    `whole` is False where the record tells less than the answer would have; `undone` says that it
    is certainly not done, at that moment.
    """

    record: Record | None = None
    whole: bool = True
    undone: bool = False


UNDONE = Effect(undone=True)
UNCLEAR = Effect()


def done(record: Record, *, whole: bool = True) -> Effect:
    """It is done, and this came of it."""
    return Effect(record=record, whole=whole)
