"""The people facet of the CRM port: who a customer is, and what proves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from actions.crm.facets.facet import Facet
from actions.crm.records.customer import Address, Customer

Secret = Literal["order_number", "postcode", "email", "name", "phone"]
"""What customers may be asked for to show who they are."""


class People(Facet, Protocol):
    """Customers, and what shows that somebody is one."""

    async def customer(self, customer_id: str) -> Customer | None:
        """The customer with that id."""

    async def customer_by_email(self, email: str) -> Customer | None:
        """The customer with that e-mail address, compared without case and surrounding blanks."""

    async def customer_by_phone(self, phone: str) -> Customer | None:
        """The one customer with that number, whose `phone` says it in whichever spelling.

        Nobody where the number is several customers', or where its country has to be guessed.
        """

    async def identify(self, secrets: Mapping[Secret, str]) -> str | None:
        """The id of the one customer whom all these secrets belong to; None for nobody, for
        several, and for a name or a postcode alone.

        Beside an order number, the postcode is the one that the order goes to. How often somebody
        may try is not counted here.
        """

    async def change_address(
        self, customer_id: str, address: Address, *, idempotency_key: str
    ) -> Customer:
        """Where the customer lives from now on; orders keep theirs.

        Raises `CrmNotFound` for an unknown customer.
        """
