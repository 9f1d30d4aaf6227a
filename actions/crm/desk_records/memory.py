"""The desk's own records in memory, for unit tests and demonstrations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from actions.crm import incident, rules
from actions.crm.challenge import Failed, FailedTries
from actions.crm.complaint import Complaint, Settlement
from actions.crm.dataset import Dataset
from actions.crm.desk_records.memory_writes import MemoryWrites
from actions.crm.desk_records.writer import RecordsLedger, RecordsWriter
from actions.crm.incident import Incident
from actions.crm.once_per_key import Clock, utc_now
from actions.crm.records.history import Rating
from actions.crm.records.record import Record

_R = TypeVar("_R", bound=Record)


class MemoryRecords(RecordsWriter, MemoryWrites):
    """`Records` that hold those of the dataset given, and what is written to them."""

    def __init__(self, data: Dataset | None = None, *, clock: Clock = utc_now) -> None:
        RecordsWriter.__init__(self, clock)
        MemoryWrites.__init__(self)
        self._content = _Content(data or Dataset())
        self._writes: dict[str, Record] = {}

    async def ping(self) -> None:
        """Return at once."""

    async def close(self) -> None:
        """Nothing to give back."""

    async def ratings(self, conversation_id: str) -> tuple[Rating, ...]:
        """See `Records.ratings`."""
        given = (item for item in self._content.ratings if item.conversation_id == conversation_id)
        return tuple(sorted(given, key=lambda item: (item.at, item.id)))

    async def incidents(
        self, *, at: datetime | None = None, limit: int = 100
    ) -> tuple[Incident, ...]:
        """See `Records.incidents`."""
        known = self._content.incidents.values()
        return incident.newest_first((i for i in known if at is None or i.in_force(at)), limit)

    async def complaints(self, since: datetime, until: datetime) -> tuple[Complaint, ...]:
        """See `Records.complaints`."""
        within = (c for c in self._content.complaints if since <= c.opened_at < until)
        return tuple(sorted(within, key=lambda item: (item.opened_at, item.reference)))

    async def _once(
        self, key: str, kind: type[_R], make: Callable[[RecordsLedger], Awaitable[_R]]
    ) -> _R:
        # Nothing that `make` awaits ever suspends here, so no other write comes between.
        if key in self._writes:
            return rules.first_result(self._writes[key], kind)
        result = await make(self._content)
        self._writes[key] = result
        return result


class _Content:
    """The records; also the one ledger, since a write in memory cannot fail halfway."""

    def __init__(self, data: Dataset) -> None:
        self.ratings = list(data.ratings)
        self.incidents = {item.id: item for item in data.incidents}
        self.complaints = list(data.complaints)
        self.failed: dict[str, tuple[datetime, ...]] = {}

    async def incident(self, incident_id: str) -> Incident | None:
        return self.incidents.get(incident_id)

    async def failed_tries(self, subjects: Sequence[str], now: datetime) -> Failed:
        return {subject: self.failed.get(subject, ()) for subject in subjects}

    async def keep(self, record: Record) -> None:
        match record:
            case Rating():
                self.ratings.append(record)
            case Incident():
                self.incidents[record.id] = record
            case Complaint():
                self.complaints.append(record)
            case Settlement(conversation_id=conversation_id):
                self._settle(conversation_id)
            case FailedTries(by_subject=by_subject):
                self.failed |= by_subject

    def _settle(self, conversation_id: str) -> None:
        self.complaints = [
            msgspec.structs.replace(item, state="settled")
            if item.conversation_id == conversation_id
            else item
            for item in self.complaints
        ]
