"""The foreign shop's catalogue, orders and tasks as records of ours, where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from actions.crm.records.customer import Address
from actions.crm.records.goods import Product
from actions.crm.records.order import Order, OrderLine, OrderStatus
from actions.engine.commerce.kinds import Kinds, kinds_of
from actions.engine.commerce.vocabulary import read_vocabulary

ROOT = Path(__file__).parents[1]
FOLDER = next(
    (one for parent in ROOT.parents if (one := parent / "shared" / "foreign-shop").is_dir()),
    ROOT.parent / "shared" / "foreign-shop",
)
VOCABULARY = ROOT / "businesses" / "retail" / "vocabulary.yml"
_STATUS: Mapping[str, OrderStatus] = {
    "pending": "paid",
    "processed": "shipped",
    "delivered": "delivered",
    "cancelled": "cancelled",
}


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A customer: what they say they want, all their orders, and the writes that are right."""

    id: str
    text: str
    orders: tuple[Order, ...]
    writes: tuple[Mapping[str, Any], ...]


class ForeignShop:
    """The shop's data, read once."""

    def __init__(self) -> None:
        self.data = json.loads((FOLDER / "data.json").read_text())
        self.names = {one["product_id"]: one["name"] for one in self.data["products"].values()}
        self.kinds: Kinds = kinds_of(read_vocabulary(VOCABULARY), self.names)

    def variants(self, family: str) -> tuple[Product, ...]:
        """The family's variants."""
        found = self.data["products"][family]["variants"].values()
        return tuple(_product(family, self.names[family], one) for one in found)

    def tasks(self) -> Iterator[Task]:
        """The given customers, in their order."""
        for task in json.loads((FOLDER / "tasks_train.json").read_text()):
            yield Task(
                id=task["id"],
                text=task["user"]["reason_for_call"],
                orders=tuple(self._orders(task)),
                writes=tuple(task["actions"]),
            )

    def _orders(self, task: Mapping[str, Any]) -> Iterator[Order]:
        named = (one["arguments"].get("order_id") for one in task["actions"])
        number = next((one for one in named if one in self.data["orders"]), None)
        if number is None:
            return
        owner = self.data["orders"][number]["user_id"]
        for place, name in enumerate(self.data["users"][owner]["orders"]):
            yield _order(self.data["orders"][name], place)


def _product(family: str, name: str, one: Mapping[str, Any]) -> Product:
    return Product(
        sku=one["item_id"],
        name=name,
        category=name.casefold(),
        price=round(one["price"] * 100),
        currency="USD",
        warranty_months=0,
        in_stock=int(one["available"]),
        family_id=family,
        options=one["options"],
    )


def _order(one: Mapping[str, Any], place: int) -> Order:
    lines = tuple(
        OrderLine(
            id=str(number),
            sku=item["item_id"],
            name=item["name"],
            category=item["name"].casefold(),
            quantity=1,
            unit_price=round(item["price"] * 100),
            family_id=item["product_id"],
            options=item["options"],
        )
        for number, item in enumerate(one["items"])
    )
    where = one["address"]
    return Order(
        number=one["order_id"],
        customer_id=one["user_id"],
        placed_at=datetime(2024, 1, 1 + place, tzinfo=UTC),
        status=_STATUS[one["status"].partition(" ")[0]],
        ship_to=Address(
            street=where["address1"], postcode=where["zip"], city=where["city"], country="US"
        ),
        currency="USD",
        total=sum(line.unit_price for line in lines),
        payment="",
        lines=lines,
        shipments=(),
    )
