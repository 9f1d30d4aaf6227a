"""Which products of the embedded CRM are of one family: those of a category."""

from __future__ import annotations

from collections.abc import Iterable

from actions.crm.records.goods import Family, Product


def of_products(products: Iterable[Product]) -> tuple[Family, ...]:
    """The families of these products, by name."""
    categories = sorted({product.category for product in products})
    return tuple(Family(id=category, name=category) for category in categories)


def members(products: Iterable[Product], family_id: str) -> tuple[Product, ...]:
    """Those of a family, by name."""
    own = (product for product in products if product.category == family_id)
    return tuple(sorted(own, key=lambda product: (product.name, product.sku)))
