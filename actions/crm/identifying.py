"""Who somebody is by what they can tell: secrets compared with those of a customer, without I/O."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm import matching, telephone
from actions.crm.facets.people import Secret
from actions.crm.records.customer import Customer
from actions.crm.records.order import Order

_NUMBERS: tuple[Secret, ...] = ("phone",)


def fits(
    customer: Customer,
    order: Order | None,
    secrets: Mapping[Secret, str],
    *,
    country: str | None = None,
) -> bool:
    """Whether all secrets are this customer's; `order` is the one that they name, if any.

    `country` is whose telephone numbers are that say none.
    """
    known: Mapping[Secret, str | None] = {
        "order_number": order.number if order and order.customer_id == customer.id else None,
        "postcode": (order.ship_to if order else customer.address).postcode,
        "email": customer.email,
        "name": customer.name,
        "phone": customer.phone,
    }
    return all(_same(secret, known[secret], told, country) for secret, told in secrets.items())


def _same(secret: Secret, known: str | None, told: str, country: str | None) -> bool:
    if secret in _NUMBERS:
        number = telephone.e164(told, country)
        return number is not None and number == telephone.e164(known, country)
    key = matching.KEYS[secret]
    return known is not None and bool(key(told)) and key(known) == key(told)
