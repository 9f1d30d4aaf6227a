"""What writing of the desk's own records means: incidents, ratings, complaints, tries of proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from actions.crm import challenge, history_rules, incident, rules
from actions.crm.challenge import Challenge, Failed
from actions.crm.complaint import Complaint, ComplaintKind, RootCause, Settlement
from actions.crm.facets.people import Secret
from actions.crm.incident import Incident, IncidentDraft
from actions.crm.once_per_key import OncePerKey
from actions.crm.records.history import Rating
from actions.crm.records.record import Record
from actions.crm.writer import entropy


class RecordsLedger(Protocol):
    """One write transaction of a store of the desk's records."""

    async def incident(self, incident_id: str) -> Incident | None:
        """The incident with that id, held until the transaction ends."""

    async def failed_tries(self, subjects: Sequence[str], now: datetime) -> Failed:
        """Failed tries of each subject, held until the transaction ends."""

    async def keep(self, record: Record) -> None:
        """Store a new record or a changed incident, or carry out what it says of others."""


class RecordsWriter(OncePerKey[RecordsLedger]):
    """The writing half of `Records`; stores add reading."""

    async def add_incident(
        self, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Records.add_incident`."""

        async def make(ledger: RecordsLedger) -> Incident:
            reference = rules.reference("IN", entropy())
            return await self._keep_incident(ledger, draft, reference, editor)

        return await self._once(idempotency_key, Incident, make)

    async def change_incident(
        self, incident_id: str, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Records.change_incident`."""

        async def make(ledger: RecordsLedger) -> Incident:
            await _incident(ledger, incident_id)
            return await self._keep_incident(ledger, draft, incident_id, editor)

        return await self._once(idempotency_key, Incident, make)

    async def end_incident(
        self, incident_id: str, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Records.end_incident`."""

        async def make(ledger: RecordsLedger) -> Incident:
            known = await _incident(ledger, incident_id)
            ended = incident.ended(known, editor=editor, now=self._clock())
            await ledger.keep(ended)
            return ended

        return await self._once(idempotency_key, Incident, make)

    async def _keep_incident(
        self, ledger: RecordsLedger, draft: IncidentDraft, incident_id: str, editor: str
    ) -> Incident:
        kept = incident.kept(draft, incident_id=incident_id, editor=editor, now=self._clock())
        await ledger.keep(kept)
        return kept

    async def add_rating(
        self,
        *,
        customer_id: str | None,
        conversation_id: str,
        about: Literal["bot", "agent"],
        score: int,
        comment: str,
        idempotency_key: str,
    ) -> Rating:
        """See `Records.add_rating`."""
        history_rules.check_score(score)

        async def make(ledger: RecordsLedger) -> Rating:
            rating = Rating(
                id=rules.reference("RT", entropy()),
                customer_id=customer_id,
                conversation_id=conversation_id,
                about=about,
                score=score,
                comment=comment,
                at=self._clock(),
            )
            await ledger.keep(rating)
            return rating

        return await self._once(idempotency_key, Rating, make)

    async def file_complaint(
        self,
        *,
        kind: ComplaintKind,
        root_cause: RootCause,
        conversation_id: str,
        idempotency_key: str,
        found_at: datetime | None = None,
        customer_id: str | None = None,
        order_number: str | None = None,
        carrier: str | None = None,
        product: str | None = None,
    ) -> Complaint:
        """See `Records.file_complaint`."""

        async def make(ledger: RecordsLedger) -> Complaint:
            complaint = Complaint(
                reference=rules.reference("CP", entropy()),
                kind=kind,
                root_cause=root_cause,
                conversation_id=conversation_id,
                opened_at=found_at or self._clock(),
                customer_id=customer_id,
                order_number=order_number,
                carrier=carrier,
                product=product,
            )
            await ledger.keep(complaint)
            return complaint

        return await self._once(idempotency_key, Complaint, make)

    async def settle_complaints(self, conversation_id: str, *, idempotency_key: str) -> Settlement:
        """See `Records.settle_complaints`."""

        async def make(ledger: RecordsLedger) -> Settlement:
            settled = Settlement(conversation_id=conversation_id, settled_at=self._clock())
            await ledger.keep(settled)
            return settled

        return await self._once(idempotency_key, Settlement, make)

    async def count_try(
        self,
        secrets: Mapping[Secret, str],
        customer_id: str | None,
        *,
        conversation_id: str,
        client: str | None,
        idempotency_key: str,
    ) -> Challenge:
        """See `Records.count_try`."""

        async def make(ledger: RecordsLedger) -> Challenge:
            now, subjects = self._clock(), challenge.subjects(secrets, conversation_id, client)
            failed = challenge.recent(await ledger.failed_tries(subjects, now), now)
            result = challenge.judged(secrets, customer_id, failed)
            if result.outcome == "mismatched":
                await ledger.keep(challenge.counted(failed, subjects, now))
            return result

        return await self._once(idempotency_key, Challenge, make)


async def _incident(ledger: RecordsLedger, incident_id: str) -> Incident:
    return rules.found(await ledger.incident(incident_id), f"incident {incident_id}")
