"""What writing into a customer's history means, whichever store it lives in."""

from __future__ import annotations

from actions.crm import history_rules
from actions.crm.records.history import Note, Ticket
from actions.crm.writer import Ledger, Writer, entropy, known_customer, named_order


class HistoryWriter(Writer):
    """The part of the `Crm` port that does it."""

    async def open_ticket(
        self,
        customer_id: str,
        *,
        subject: str,
        body: str,
        kind: str,
        idempotency_key: str,
        order_number: str | None = None,
        conversation_id: str | None = None,
    ) -> Ticket:
        """See `History.open_ticket`."""

        async def make(ledger: Ledger) -> Ticket:
            ticket = history_rules.ticket(
                await known_customer(ledger, customer_id),
                await named_order(ledger, order_number),
                subject=subject,
                body=body,
                kind=kind,
                conversation_id=conversation_id,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(ticket)
            return ticket

        return await self._once(idempotency_key, Ticket, make)

    async def add_note(
        self,
        customer_id: str,
        *,
        text: str,
        author: str,
        idempotency_key: str,
        order_number: str | None = None,
        conversation_id: str | None = None,
    ) -> Note:
        """See `History.add_note`."""

        async def make(ledger: Ledger) -> Note:
            note = history_rules.note(
                await known_customer(ledger, customer_id),
                await named_order(ledger, order_number),
                text=text,
                author=author,
                conversation_id=conversation_id,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(note)
            return note

        return await self._once(idempotency_key, Note, make)
