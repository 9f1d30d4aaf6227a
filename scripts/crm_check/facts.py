"""What is known of the customer that is looked at, by the names that the port's methods ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.crm.records.payment import PaymentMethod
from actions.crm.remote.facet_method import FacetMethod

Facts = Mapping[str, Any]
WORDS: Facts = {
    "reason": "a check of the desk's rights",
    "subject": "A check of the desk's rights",
    "body": "Written by scripts/crm check; please ignore.",
    "text": "Written by scripts/crm check; please ignore.",
    "kind": "other",
    "author": "bot",
    "amount": 1,
    "code": "CHECK",
}
"""What a check writes, to be known as such."""


def of_customer(customer: Customer) -> Facts:
    """Who it is, and what proves it."""
    proof = {"email": customer.email, "postcode": customer.address.postcode}
    known = {
        "customer_id": customer.id,
        "email": customer.email,
        "phone": customer.phone,
        "address": customer.address,
        "secrets": proof,
    }
    return {**WORDS, **{name: value for name, value in known.items() if value is not None}}


def of_order(order: Order) -> Facts:
    """One of their orders, and its first line."""
    line = order.lines[0]
    known = {
        "order_number": order.number,
        "number": order.number,
        "ship_to": order.ship_to,
        "line_ids": [line.id],
        "pieces": {line.sku: line.quantity},
        "query": line.name,
        "family_id": line.family_id,
    }
    return {name: value for name, value in known.items() if value is not None}


def of_methods(methods: tuple[PaymentMethod, ...]) -> Facts:
    """A way to pay."""
    return {"method_id": methods[-1].id} if methods else {}


def of_variants(order: Order, variants: tuple[Product, ...]) -> Facts:
    """Something else in the place of the first line."""
    line = order.lines[0]
    others = [one.sku for one in variants if one.sku != line.sku]
    return {"swaps": {line.id: others[0]}} if others else {}


def missing(method: FacetMethod, facts: Facts) -> list[str]:
    """The arguments that a method needs and nothing is known for."""
    parameters = method.signature.parameters.items()
    needed = [name for name, one in parameters if one.default is one.empty and name != "self"]
    given = (*facts, "idempotency_key", "limit", "pay_by", "refund_to")
    return [name for name in needed if name not in given]


def arguments(method: FacetMethod, facts: Facts, key: str) -> dict[str, Any]:
    """The arguments of a method, out of what is known."""
    around = {"pay_by": None, "refund_to": None, "limit": 10, **facts, "idempotency_key": key}
    wanted = method.signature.parameters
    return {name: value for name, value in around.items() if name in wanted}
