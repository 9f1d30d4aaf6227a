"""The catalogue facet of the CRM port: what the shop sells and advertises."""

from __future__ import annotations

from typing import Protocol

from actions.crm.records.goods import Product, Promotion


class Catalogue(Protocol):
    """Products and advertised codes."""

    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """Products whose name, category or SKU holds every word of the query, best match first."""

    async def promotion(self, code: str) -> Promotion | None:
        """The promotion with that code, compared without case and blanks."""
