"""Words of customers whom nobody here made up: how many of their wishes are understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from actions.crm.records.order import Order
from actions.engine.commerce.bought import Bought, bought
from actions.engine.commerce.lines import lines_meant
from actions.engine.commerce.options import wish_for
from actions.engine.commerce.segments import segments
from actions.engine.commerce.territory import said_of
from actions.engine.commerce.variants import find_variants
from actions.engine.commerce.vocabulary import problems_with
from tests.foreign_records import FOLDER, ForeignShop, Task

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the foreign shop is not at hand: ../shared/foreign-shop"
)

ACTS = {
    "return_delivered_order_items": {"return"},
    "exchange_delivered_order_items": {"exchange", "change_items"},
    "modify_pending_order_items": {"exchange", "change_items"},
}
"""The words of acts that lead to a write of the shop."""


@pytest.fixture(scope="module")
def shop() -> ForeignShop:
    """The shop, read once."""
    return ForeignShop()


def item_writes(task: Task) -> Iterator[tuple[Mapping[str, Any], set[str], Order]]:
    """The task's writes of lines, with the acts that lead to them and the order."""
    orders = {one.number: one for one in task.orders}
    for write in task.writes:
        if write["name"] in ACTS:
            arguments = write["arguments"]
            yield arguments, ACTS[write["name"]], orders[arguments["order_id"]]


def lines_of(order: Order, skus: list[str]) -> list[Bought]:
    """The order's lines of these items, an item that is there twice as two lines."""
    left = list(bought([order]))
    found = []
    for sku in skus:
        one = next(one for one in left if one.line.sku == sku)
        left.remove(one)
        found.append(one)
    return found


def test_the_vocabulary_fits_the_catalogue(shop: ForeignShop) -> None:
    """Every kind and theme of the file is one that the shop sells."""
    assert problems_with(shop.kinds.vocabulary, shop.names) == ()


def test_the_wanted_variants_are_found(shop: ForeignShop) -> None:
    """With act, order and line known, more than nine in ten swaps end with the expected item."""
    right = asked = 0
    for task in shop.tasks():
        for arguments, _, order in item_writes(task):
            wanted = arguments.get("new_item_ids", [])
            lines = lines_of(order, arguments["item_ids"]) if wanted else []
            others = [one.line for one in bought(task.orders)]
            for said, sku in zip(
                said_of(task.text, lines, shop.kinds, task.orders), wanted, strict=True
            ):
                line = said.bought.line
                goods = shop.variants(str(line.family_id))
                words = shop.kinds.vocabulary
                wish = wish_for(said.then, line, goods, words, others, said.now)
                best = find_variants(line, wish, goods, words).best
                right += [one.product.sku for one in best] == [sku]
                asked += 1
    assert asked == 58
    assert right >= 53


def test_the_meant_lines_are_found(shop: ForeignShop) -> None:
    """With act and order known, at least eight in ten writes are of exactly the lines meant."""
    right = asked = 0
    for task in shop.tasks():
        wishes = segments(task.text, shop.kinds)
        for arguments, acts, order in item_writes(task):
            found: dict[tuple[str, str], str] = {}
            for wish in wishes:
                if acts & {*wish.acts} and not wish.otherwise:
                    meant = lines_meant(wish.text, [order], shop.kinds)
                    found |= {one.key: one.line.sku for one in meant.lines}
            right += sorted(found.values()) == sorted(arguments["item_ids"])
            asked += 1
    assert asked == 79
    assert right >= 63
