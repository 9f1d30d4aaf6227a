"""What making good an order of the embedded CRM means, whichever store it lives in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.crm import history_rules, money_rules, rules
from actions.crm.records.goods import Voucher
from actions.crm.records.parcel import Trace
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Exchange, Replacement, Return
from actions.crm.writer import Ledger, Writer, entropy, known_customer, known_order, named_order


class RemedyWriter(Writer):
    """The part of the `Crm` port that does it."""

    async def open_trace(
        self, order_number: str, shipment_id: str, *, reason: str, idempotency_key: str
    ) -> Trace:
        """See `Remedies.open_trace`."""

        async def make(ledger: Ledger) -> Trace:
            order = await known_order(ledger, order_number)
            trace = rules.trace(
                order, shipment_id, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(trace)
            return trace

        return await self._once(idempotency_key, Trace, make)

    async def create_replacement(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Replacement:
        """See `Remedies.create_replacement`."""

        async def make(ledger: Ledger) -> Replacement:
            order = await known_order(ledger, order_number)
            pieces = rules.pieces(rules.chosen_lines(order, line_ids))
            replacement = rules.replacement(
                order,
                line_ids,
                stock=await _stock(ledger, pieces),
                reason=reason,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(replacement)
            await ledger.take(pieces)
            return replacement

        return await self._once(idempotency_key, Replacement, make)

    async def open_return(
        self,
        order_number: str,
        line_ids: Sequence[str],
        *,
        reason: str,
        refund_to: str | None = None,
        idempotency_key: str,
    ) -> Return:
        """See `Remedies.open_return`."""

        async def make(ledger: Ledger) -> Return:
            order = await known_order(ledger, order_number)
            money_rules.refuse_another_way(order, refund_to)
            opened = rules.opened_return(
                order, line_ids, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(opened)
            return opened

        return await self._once(idempotency_key, Return, make)

    async def open_exchange(
        self,
        order_number: str,
        swaps: Mapping[str, str],
        *,
        pay_by: str | None = None,
        reason: str,
        idempotency_key: str,
    ) -> Exchange:
        """See `Remedies.open_exchange`."""
        line_id, sku = rules.only_swap(swaps)

        async def make(ledger: Ledger) -> Exchange:
            order, now = await known_order(ledger, order_number), self._clock()
            money_rules.refuse_another_way(order, pay_by)
            product = rules.found((await ledger.stocked([sku])).get(sku), f"product {sku}")
            sent_back = rules.opened_return(
                order, [line_id], reason=reason, now=now, entropy=entropy()
            )
            exchange = rules.exchange(order, sent_back, product, now=now, entropy=entropy())
            await ledger.keep(sent_back)
            await ledger.keep(exchange)
            await ledger.take({sku: exchange.quantity})
            return exchange

        return await self._once(idempotency_key, Exchange, make)

    async def refund(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Refund:
        """See `Remedies.refund`."""

        async def make(ledger: Ledger) -> Refund:
            order = await known_order(ledger, order_number)
            refund = rules.refund(
                order, line_ids, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(refund)
            return refund

        return await self._once(idempotency_key, Refund, make)

    async def issue_voucher(
        self,
        customer_id: str,
        *,
        amount: int,
        reason: str,
        idempotency_key: str,
        order_number: str | None = None,
    ) -> Voucher:
        """See `Remedies.issue_voucher`."""

        async def make(ledger: Ledger) -> Voucher:
            voucher = history_rules.voucher(
                await known_customer(ledger, customer_id),
                await named_order(ledger, order_number),
                amount=amount,
                reason=reason,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(voucher)
            return voucher

        return await self._once(idempotency_key, Voucher, make)


async def _stock(ledger: Ledger, pieces: Mapping[str, int]) -> Mapping[str, int]:
    known = await ledger.stocked(sorted(pieces))
    return {sku: product.in_stock or 0 for sku, product in known.items()}
