"""The remedies facet of the CRM port: what makes good an order that went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from actions.crm.facets.facet import Facet
from actions.crm.records.goods import Voucher
from actions.crm.records.parcel import Trace
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Exchange, Replacement, Return


class Remedies(Facet, Protocol):
    """What makes good an order that went wrong."""

    async def open_trace(
        self, order_number: str, shipment_id: str, *, reason: str, idempotency_key: str
    ) -> Trace:
        """Ask the carrier where a parcel is.

        Raises `CrmNotFound` for an unknown order or shipment, `CrmRefused` where a trace of that
        shipment is open already or it was delivered more than 60 days ago.
        """

    async def create_replacement(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Replacement:
        """Send lines of an order again, free of charge.

        Raises `CrmNotFound` for an unknown order or line, `CrmRefused` where a line was replaced
        before, is out of stock, no line is named, or the order is cancelled.
        """

    async def open_return(
        self,
        order_number: str,
        line_ids: Sequence[str],
        *,
        reason: str,
        refund_to: str | None = None,
        idempotency_key: str,
    ) -> Return:
        """Announce goods that come back, and mail the customer a label for them.

        `refund_to` is the id of the payment method that the money goes to; None for the one that
        the order was paid with.

        Raises `CrmNotFound` for an unknown order, line or method, `CrmRefused` where a line has not
        been delivered, is on its way back already, no line is named, or no money goes there.
        """

    async def open_exchange(
        self,
        order_number: str,
        swaps: Mapping[str, str],
        *,
        pay_by: str | None = None,
        reason: str,
        idempotency_key: str,
    ) -> Exchange:
        """Open a return of lines, and reserve as many pieces of another product for each of them.

        `swaps` names the new SKU by the line's id, `pay_by` the payment method for what it costs
        more or less by its id; None for the one that the order was paid with.

        Raises `CrmNotFound` for an unknown order, line, SKU or method, `CrmRefused` where
        `open_return` does, where there is too little of a new product in stock, or the system takes
        fewer lines at once.
        """

    async def refund(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Refund:
        """Give back what lines of an order cost.

        Raises `CrmNotFound` for an unknown order or line, `CrmRefused` where a line was refunded
        or replaced before, was never paid, or no line is named.
        """

    async def vouchers(self, customer_id: str) -> tuple[Voucher, ...]:
        """The customer's vouchers, newest first."""

    async def issue_voucher(
        self,
        customer_id: str,
        *,
        amount: int,
        reason: str,
        idempotency_key: str,
        order_number: str | None = None,
    ) -> Voucher:
        """Give money off the next order, in cents.

        Raises `CrmNotFound` for an unknown customer or an order not theirs, `CrmRefused` for an
        amount that is not above zero.
        """
