"""The catalogue facet of the CRM port: what the shop sells and advertises."""

from __future__ import annotations

from typing import Protocol

from actions.crm.facets.facet import Facet
from actions.crm.records.goods import Family, Product, Promotion


class Catalogue(Facet, Protocol):
    """Products, the families that they are variants of, and advertised codes."""

    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """Products whose name, category or SKU holds every word of the query, best match first."""

    async def promotion(self, code: str) -> Promotion | None:
        """The promotion with that code, compared without case and blanks."""

    async def families(self, limit: int) -> tuple[Family, ...]:
        """What there is to choose from, by name: products of one family differ in options."""

    async def variants(self, family_id: str) -> tuple[Product, ...]:
        """The products of a family, by name; none for an unknown one."""
