"""What changing an order of the embedded CRM means, whichever store it lives in."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm import change_rules, rules
from actions.crm.records.customer import Address
from actions.crm.records.order import Cancellation, Delivery, OrderChange, Redirection
from actions.crm.writer import Ledger, Writer, entropy, known_order


class OrderWriter(Writer):
    """The part of the `Crm` port that does it."""

    async def cancel_order(
        self, order_number: str, *, reason: str, idempotency_key: str
    ) -> Cancellation:
        """See `Orders.cancel_order`."""

        async def make(ledger: Ledger) -> Cancellation:
            order = await known_order(ledger, order_number)
            cancellation = rules.cancellation(
                order, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(cancellation)
            return cancellation

        return await self._once(idempotency_key, Cancellation, make)

    async def redirect_order(
        self, order_number: str, ship_to: Address, *, idempotency_key: str
    ) -> Redirection:
        """See `Orders.redirect_order`."""

        async def make(ledger: Ledger) -> Redirection:
            order = await known_order(ledger, order_number)
            redirection = rules.redirection(order, ship_to, now=self._clock())
            await ledger.keep(redirection)
            return redirection

        return await self._once(idempotency_key, Redirection, make)

    async def change_order(
        self,
        order_number: str,
        pieces: Mapping[str, int],
        *,
        delivery: Delivery | None = None,
        reason: str,
        idempotency_key: str,
    ) -> OrderChange:
        """See `Orders.change_order`."""

        async def make(ledger: Ledger) -> OrderChange:
            order = await known_order(ledger, order_number)
            change = change_rules.order_change(
                order,
                pieces,
                delivery=delivery,
                products=await ledger.stocked(sorted(pieces)),
                reason=reason,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(change)
            await ledger.take(change_rules.more_pieces(order, change.lines))
            return change

        return await self._once(idempotency_key, OrderChange, make)
