"""What writing of the desk's own books means: incidents, complaints, tries of identity."""

from __future__ import annotations

from datetime import datetime

from actions.crm import challenge, history_rules, incident, matching, rules
from actions.crm.challenge import Challenge
from actions.crm.complaint import Complaint, ComplaintKind, RootCause, Settlement
from actions.crm.incident import Incident, IncidentDraft
from actions.crm.writer import Ledger, Writer, entropy, known_customer, named_order


class DeskWriter(Writer):
    """The part of the `Crm` port that writes them."""

    async def add_incident(
        self, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Records.add_incident`."""

        async def make(ledger: Ledger) -> Incident:
            reference = rules.reference("IN", entropy())
            return await self._keep_incident(ledger, draft, reference, editor)

        return await self._once(idempotency_key, Incident, make)

    async def change_incident(
        self, incident_id: str, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Records.change_incident`."""

        async def make(ledger: Ledger) -> Incident:
            await _incident(ledger, incident_id)
            return await self._keep_incident(ledger, draft, incident_id, editor)

        return await self._once(idempotency_key, Incident, make)

    async def end_incident(
        self, incident_id: str, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Records.end_incident`."""

        async def make(ledger: Ledger) -> Incident:
            known = await _incident(ledger, incident_id)
            ended = incident.ended(known, editor=editor, now=self._clock())
            await ledger.keep(ended)
            return ended

        return await self._once(idempotency_key, Incident, make)

    async def _keep_incident(
        self, ledger: Ledger, draft: IncidentDraft, incident_id: str, editor: str
    ) -> Incident:
        kept = incident.kept(draft, incident_id=incident_id, editor=editor, now=self._clock())
        await ledger.keep(kept)
        return kept

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

        async def make(ledger: Ledger) -> Complaint:
            if customer_id is not None:
                customer = await known_customer(ledger, customer_id)
                history_rules.own_number(customer, await named_order(ledger, order_number))
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

        async def make(ledger: Ledger) -> Settlement:
            settled = Settlement(conversation_id=conversation_id, settled_at=self._clock())
            await ledger.keep(settled)
            return settled

        return await self._once(idempotency_key, Settlement, make)

    async def challenge(
        self,
        order_number: str,
        postcode: str,
        *,
        conversation_id: str,
        client: str | None,
        idempotency_key: str,
    ) -> Challenge:
        """See `Records.challenge`."""

        async def make(ledger: Ledger) -> Challenge:
            now, number = self._clock(), matching.order_number(order_number)
            subjects = challenge.subjects(number, conversation_id, client)
            failed = challenge.recent(await ledger.failed_tries(subjects, now), now)
            result = challenge.judged(await ledger.order(number), postcode, failed)
            if result.outcome == "mismatched":
                await ledger.keep(challenge.counted(failed, subjects, now))
            return result

        return await self._once(idempotency_key, Challenge, make)


async def _incident(ledger: Ledger, incident_id: str) -> Incident:
    return rules.found(await ledger.incident(incident_id), f"incident {incident_id}")
