"""What changing a customer of the embedded CRM means, whichever store it lives in."""

from __future__ import annotations

from msgspec.structs import replace

from actions.crm.records.customer import Address, Customer
from actions.crm.writer import Ledger, Writer, known_customer


class PeopleWriter(Writer):
    """The part of the `People` facet that does it."""

    async def change_address(
        self, customer_id: str, address: Address, *, idempotency_key: str
    ) -> Customer:
        """See `People.change_address`."""

        async def make(ledger: Ledger) -> Customer:
            moved = replace(await known_customer(ledger, customer_id), address=address)
            await ledger.keep(moved)
            return moved

        return await self._once(idempotency_key, Customer, make)
