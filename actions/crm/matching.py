"""How records of the embedded CRM are found: what spellings of one thing have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from actions.crm import telephone
from actions.crm.facets.people import Secret
from actions.crm.records.goods import Product


def order_number(text: str) -> str:
    """`10432` for ` # 10 432`."""
    return "".join(text.split()).removeprefix("#")


def email_key(email: str) -> str:
    """What two spellings of one e-mail address have in common."""
    return email.strip().casefold()


def phone_key(phone: str | None) -> str | None:
    """The digits of a number, by whose end it is looked for; None when it has none."""
    return "".join(filter(str.isdecimal, phone or "")) or None


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(name.split()).casefold()


def postcode_key(postcode: str) -> str:
    """A postcode without case, blanks and dashes."""
    return "".join(filter(str.isalnum, postcode)).casefold()


def search_text(product: Product) -> str:
    """Where a product search looks."""
    return f"{product.sku} {product.name} {product.category}".casefold()


def search_words(query: str) -> tuple[str, ...]:
    """The words that a product must hold."""
    return tuple(query.casefold().split())


def best_match_first(products: Iterable[Product], words: Sequence[str]) -> list[Product]:
    """Sort by whole words matched, then shorter names, then SKU."""

    def rank(product: Product) -> tuple[int, int, str]:
        whole = set(search_text(product).split())
        return -sum(word in whole for word in words), len(product.name), product.sku

    return sorted(products, key=rank)


KEYS: Mapping[Secret, Callable[[str], str]] = {
    "order_number": order_number,
    "postcode": postcode_key,
    "email": email_key,
    "name": name_key,
    "phone": telephone.counting_key,
}
"""What two spellings of one secret have in common; whose a number is needs more: `e164`."""
