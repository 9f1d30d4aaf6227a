"""The ledger of writes in memory; nothing in it ever suspends, so each call is a transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from actions.crm.errors import CrmKeyReused
from actions.crm.once_only.write import OPEN, Write, WriteState


class MemoryWrites:
    """The `Writes` of records in memory."""

    def __init__(self) -> None:
        self._ledger: dict[str, Write] = {}

    async def begin_write(self, write: Write, *, same_since: datetime | None) -> tuple[Write, bool]:
        """See `Writes.begin_write`."""
        own = self._ledger.get(write.key)
        if own is not None and own.act != write.act:
            raise CrmKeyReused
        if own is not None and own.state != "failed":
            return own, False
        if same_since is not None and (twin := self._twin(write, same_since)):
            return twin, False
        self._ledger[write.key] = write
        return write, True

    async def write(self, key: str) -> Write | None:
        """See `Writes.write`."""
        return self._ledger.get(key)

    async def change_write(
        self, key: str, was: Collection[WriteState], **values: Any
    ) -> Write | None:
        """See `Writes.change_write`."""
        found = self._ledger.get(key)
        if found is None or found.state not in was:
            return None
        self._ledger[key] = replace(found, **values)
        return self._ledger[key]

    async def forget_writes(self, before: datetime) -> int:
        """See `Writes.forget_writes`."""
        over = [
            key
            for key, one in self._ledger.items()
            if one.state not in OPEN and one.due_at is None and one.tried_at < before
        ]
        for key in over:
            del self._ledger[key]
        return len(over)

    async def claim_writes(
        self, now: datetime, *, until: datetime, limit: int
    ) -> tuple[Write, ...]:
        """See `Writes.claim_writes`."""
        due = sorted((w.due_at, key) for key, w in self._ledger.items() if w.due_at is not None)
        taken = [key for at, key in due if at <= now][:limit]
        self._ledger |= {key: replace(self._ledger[key], due_at=until) for key in taken}
        return tuple(self._ledger[key] for key in taken)

    def _twin(self, write: Write, since: datetime) -> Write | None:
        same = (
            one
            for one in self._ledger.values()
            if one.request_digest == write.request_digest
            and one.key != write.key
            and (one.state in OPEN or (one.state == "done" and one.tried_at >= since))
        )
        return max(same, key=lambda one: (one.tried_at, one.key), default=None)
