"""The writes facet of the desk's records: the ledger of what other systems were told to do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from actions.crm.once_only.write import Write, WriteState


class Writes(Protocol):
    """The ledger of writes to systems that may lose an answer."""

    async def begin_write(self, write: Write, *, same_since: datetime | None) -> tuple[Write, bool]:
        """Note that it is sent now, and True; or the entry that stands for it, and False.

        That is the one with its key unless it has failed, or the last one with its digest that is
        not settled or was tried after `same_since`; with None, digests are not compared.
        """

    async def write(self, key: str) -> Write | None:
        """The entry with that key."""

    async def change_write(
        self, key: str, was: Collection[WriteState], **values: object
    ) -> Write | None:
        """Give fields of an entry new values if it is in one of these states; else None."""

    async def forget_writes(self, before: datetime) -> int:
        """Throw out entries with an end that were tried before that; how many those were."""

    async def claim_writes(
        self, now: datetime, *, until: datetime, limit: int
    ) -> tuple[Write, ...]:
        """Entries that are due, longest first; they are due again `until`, for whoever asks."""
