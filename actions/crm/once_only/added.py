"""Rules by which a system shows what a write has added: a record that was not there before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec

from actions.crm.once_only.effect import UNCLEAR, UNDONE, Effect, done
from actions.crm.port import Crm
from actions.crm.records.record import Record

Asked = Mapping[str, Any]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """Where what a write adds can be read, what it is known by, and whether it is this one."""

    fits: Callable[[Any, Asked], bool]
    part: str = ""
    """Of the order that the write is about; empty where a list of the customer's has it."""
    listed: Callable[[Crm, Asked], Awaitable[Sequence[Record]]] | None = None
    known_by: str = "reference"

    async def read(self, crm: Crm, asked: Asked) -> Sequence[Record]:
        """Everything of the kind. Raises `CrmUnavailable`."""
        if self.listed is not None:
            return await self.listed(crm, asked)
        order = await crm.orders.order(asked["order_number"])
        found: Sequence[Record] = () if order is None else getattr(order, self.part)
        return found

    async def known(self, crm: Crm, asked: Asked) -> dict[str, Any]:
        """What is there before, as plain data. Raises `CrmUnavailable`."""
        return {"known": [getattr(one, self.known_by) for one in await self.read(crm, asked)]}

    async def seen(
        self, crm: Crm, asked: Asked, before: Mapping[str, Any] | None, *, shown: bool
    ) -> Effect:
        """Whether it is there now. Where the system shows nothing of the kind, nobody can tell."""
        if before is None:
            return UNCLEAR
        for one in await self.read(crm, asked):
            if getattr(one, self.known_by) not in before["known"] and self.fits(one, asked):
                return done(one)
        return UNDONE if shown else UNCLEAR


def _these_lines(one: Any, asked: Asked) -> bool:
    return set(asked["line_ids"]) <= set(one.line_ids)


ADDED: Mapping[str, Added] = {
    "open_trace": Added(
        part="traces", fits=lambda one, asked: one.shipment_id == asked["shipment_id"]
    ),
    "create_replacement": Added(part="replacements", fits=_these_lines),
    "open_return": Added(part="returns", fits=_these_lines),
    "open_exchange": Added(
        part="exchanges",
        fits=lambda one, asked: set(asked["swaps"]) <= set(one.line_ids),
    ),
    "refund": Added(part="refunds", fits=_these_lines),
    "issue_voucher": Added(
        listed=lambda crm, asked: crm.remedies.vouchers(asked["customer_id"]),
        fits=lambda one, asked: one.amount == asked["amount"],
        known_by="code",
    ),
    "open_ticket": Added(
        listed=lambda crm, asked: crm.history.tickets(asked["customer_id"]),
        fits=lambda one, asked: one.subject == asked["subject"] and one.body == asked["body"],
    ),
    "add_note": Added(
        listed=lambda crm, asked: crm.history.notes(asked["customer_id"]),
        fits=lambda one, asked: one.text == asked["text"],
        known_by="id",
    ),
}
"""By the write's name. What mails something and leaves no trace is not among them."""
