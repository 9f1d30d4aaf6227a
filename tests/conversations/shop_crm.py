"""The seeded CRM that an action server works on, seen from outside."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from actions.crm.demo import demo_dataset
from actions.crm.port import Crm
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from contracts.business import home_today
from tests.whole_crm import whole


class ShopCrm:
    """Filled with the customers of the demo; the first time from scratch, then from a copy."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"
        self._fresh = path.with_suffix(".fresh")

    def reset(self) -> None:
        """Have it as it was in the beginning."""
        if self._fresh.exists():
            _copy(self._fresh, self.path)
        else:
            asyncio.run(self._seed())
            _copy(self.path, self._fresh)

    def counts(self, customers: Sequence[str]) -> dict[str, dict[str, int]]:
        """How many records of each kind each of the customers has."""
        return asyncio.run(self._count_all(customers)) if customers else {}

    @contextlib.contextmanager
    def broken(self, how: str | None) -> Iterator[None]:
        """No writes: somebody else holds the lock. No reads: the orders are not where they were."""
        if how is None:
            yield
            return
        with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            if how == "unwritable":
                other.execute("BEGIN IMMEDIATE")
                try:
                    yield
                finally:
                    other.execute("ROLLBACK")
            else:
                other.execute("ALTER TABLE orders RENAME TO orders_away")
                try:
                    yield
                finally:
                    other.execute("ALTER TABLE orders_away RENAME TO orders")

    async def _seed(self) -> None:
        today = home_today({})
        crm = SqlCrm(self.url)
        await seed(crm, demo_dataset(today), today=today, reset=True)
        await crm.close()

    async def _count_all(self, customers: Sequence[str]) -> dict[str, dict[str, int]]:
        crm = whole(SqlCrm(self.url))
        counts = {one: await _count(crm, one) for one in customers}
        await crm.close()
        return counts


async def _count(crm: Crm, customer_id: str) -> dict[str, int]:
    orders = await crm.orders.orders(customer_id, limit=100)
    return {
        "traces": sum(len(order.traces) for order in orders),
        "replacements": sum(len(order.replacements) for order in orders),
        "returns": sum(len(order.returns) for order in orders),
        "refunds": sum(len(order.refunds) for order in orders),
        "cancelled": sum(order.status == "cancelled" for order in orders),
        "tickets": len(await crm.history.tickets(customer_id, limit=100)),
        "notes": len(await crm.history.notes(customer_id, limit=100)),
    }


def _copy(one: Path, other: Path) -> None:
    """Copy a database page by page, also under the eyes of those who have it open."""
    with (
        contextlib.closing(sqlite3.connect(one)) as source,
        contextlib.closing(sqlite3.connect(other)) as target,
    ):
        source.backup(target)
