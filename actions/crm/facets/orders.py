"""The orders facet of the CRM port: what was ordered, and what may still become of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from actions.crm.facets.facet import Facet
from actions.crm.records.customer import Address
from actions.crm.records.order import Cancellation, Delivery, Order, OrderChange, Redirection


class Orders(Facet, Protocol):
    """Orders, and changes to one that has not left the shop."""

    async def orders(self, customer_id: str, *, limit: int = 10) -> tuple[Order, ...]:
        """The customer's orders, newest first."""

    async def order(self, number: str) -> Order | None:
        """The order with that number, compared without blanks and a leading `#`."""

    async def cancel_order(
        self, order_number: str, *, reason: str, idempotency_key: str
    ) -> Cancellation:
        """Cancel a whole order and give back what was paid.

        Raises `CrmNotFound` for an unknown order, `CrmRefused` where it was cancelled before or
        a parcel of it has left.
        """

    async def redirect_order(
        self, order_number: str, ship_to: Address, *, idempotency_key: str
    ) -> Redirection:
        """Send an order to another address.

        Raises `CrmNotFound` for an unknown order, `CrmRefused` where it is cancelled or a parcel
        of it has left.
        """

    async def change_order(
        self,
        order_number: str,
        pieces: Mapping[str, int],
        *,
        delivery: Delivery | None = None,
        reason: str,
        idempotency_key: str,
    ) -> OrderChange:
        """Change what an order holds, or how it is delivered, as long as nobody packs it.

        `pieces` says how many of a SKU it shall hold, 0 for none; SKUs that are not named stay as
        they are. What is new costs today's price; what was in it before keeps its own.

        Raises `CrmNotFound` for an unknown order or SKU, `CrmRefused` where the order is cancelled
        or packed, a line of it was replaced or refunded, there is too little in stock, nothing
        would be left of it, nothing would change, or express does not go to its country.
        """

    async def swap_items(
        self,
        order_number: str,
        swaps: Mapping[str, str],
        *,
        pay_by: str | None,
        idempotency_key: str,
    ) -> OrderChange:
        """Put other products in the place of lines, by the line's id, as long as nobody packs it.

        `pay_by` is the id of the payment method for what it costs more or less; None for the one
        that the order was paid with.

        Raises `CrmNotFound` for an unknown order, line, SKU or method, `CrmRefused` where the order
        can no longer be changed, there is too little in stock, or the method does not suffice.
        """

    async def change_payment(
        self, order_number: str, method_id: str, *, idempotency_key: str
    ) -> Order:
        """Have an order that has not left paid in another way, by the id of the method.

        Raises `CrmNotFound` for an unknown order or method, `CrmRefused` where it is paid that way
        already, can no longer be changed, or the method does not suffice.
        """
