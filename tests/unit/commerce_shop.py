"""A small shop for bicycles and what one wears on them: its words, its goods, and orders of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import product

from actions.crm.records.customer import Address
from actions.crm.records.goods import Product
from actions.crm.records.order import Order, OrderLine, OrderStatus
from actions.engine.commerce.bought import Bought, bought
from actions.engine.commerce.kinds import Kinds, kinds_of
from actions.engine.commerce.options import wish_for
from actions.engine.commerce.territory import said_of
from actions.engine.commerce.variants import Found, find_variants
from actions.engine.commerce.vocabulary import OptionWords, Vocabulary, english, merged
from actions.engine.commerce.wish import Wish
from contracts.business import OrderNumbers

NAMES = {
    "tyre": "Bicycle Tyre",
    "light": "Bike Light",
    "jacket": "Rain Jacket",
    "fleece": "Fleece Jacket",
    "gloves": "Winter Gloves",
    "bag": "Pannier Bag",
    "chain": "Bicycle Chain",
}
OPTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "tyre": {
        "width": ("28mm", "32mm", "40mm"),
        "colour": ("black", "tan"),
        "tubeless": ("yes", "no"),
    },
    "light": {
        "brightness": ("low", "medium", "high"),
        "power": ("battery", "USB cable", "dynamo"),
        "mount": ("handlebar", "seatpost"),
    },
    "jacket": {
        "size": ("S", "M", "L", "XL"),
        "colour": ("yellow", "blue", "black"),
        "hood": ("none", "fixed", "detachable"),
    },
    "fleece": {"size": ("S", "M", "L"), "colour": ("blue", "grey")},
    "gloves": {"size": ("S", "M", "L"), "colour": ("black", "red")},
    "bag": {
        "capacity": ("15L", "20L", "25L"),
        "colour": ("black", "red"),
        "closure": ("roll top", "zip"),
    },
    "chain": {"speeds": ("9", "10", "11")},
}
NUMBERS = OrderNumbers(pattern=r"BK-\d{5}", example="BK-10234")
OWN = Vocabulary(
    kinds={
        "Bicycle Tyre": ["tire"],
        "Pannier Bag": ["pannier", "panniers"],
        "Rain Jacket": ["anorak"],
        "Winter Gloves": ["mittens"],
    },
    themes={"rain gear": ["Rain Jacket", "Pannier Bag"]},
    options={
        "width": OptionWords(words=["wide"], more=["wider", "fatter"], less=["narrower"]),
        "hood": OptionWords(words=["hooded"]),
    },
    values={"USB cable": ["rechargeable"], "tan": ["brown"]},
)
WORDS = merged(english(), OWN)
KINDS: Kinds = kinds_of(WORDS, NAMES)


def variants(family: str) -> tuple[Product, ...]:
    """Every combination of the family's options, each dearer than the one before by 1.00."""
    options = OPTIONS[family]
    combined = product(*options.values())
    return tuple(
        _product(family, place, dict(zip(options, values, strict=True)))
        for place, values in enumerate(combined)
    )


def without(family: str, *gone: Mapping[str, str]) -> tuple[Product, ...]:
    """The variants, those with any of these options out of stock."""
    return tuple(
        _product(
            family,
            place,
            one.options,
            in_stock=not any(g.items() <= one.options.items() for g in gone),
        )
        for place, one in enumerate(variants(family))
    )


def _product(
    family: str, place: int, options: Mapping[str, str], *, in_stock: bool = True
) -> Product:
    return Product(
        sku=f"{family}-{place}",
        name=NAMES[family],
        category=family,
        price=2_000 + 100 * place,
        currency="EUR",
        warranty_months=24,
        in_stock=int(in_stock),
        family_id=family,
        options=options,
    )


def line(family: str, number: int = 1, **options: str) -> OrderLine:
    """A line of the family's first variant with these options."""
    found = next(one for one in variants(family) if options.items() <= one.options.items())
    return OrderLine(
        id=f"{family}-line-{number}",
        sku=found.sku,
        name=found.name,
        category=found.category,
        quantity=1,
        unit_price=found.price,
        family_id=family,
        options=found.options,
    )


def order(
    number: str,
    *lines: OrderLine,
    status: OrderStatus = "delivered",
    day: int = 1,
    city: str = "Ulm",
) -> Order:
    """An order of that day in May."""
    return Order(
        number=number,
        customer_id="c-1",
        placed_at=datetime(2026, 5, day, tzinfo=UTC),
        status=status,
        ship_to=Address(street="Am Markt 1", postcode="89073", city=city, country="DE"),
        currency="EUR",
        total=sum(one.unit_price * one.quantity for one in lines),
        payment="card",
        lines=lines,
        shipments=(),
    )


def one_line(family: str, **options: str) -> Bought:
    """A line of an order that holds nothing else."""
    return bought([order("BK-10001", line(family, **options))])[0]


def wished(text: str, one: Bought, goods: tuple[Product, ...] | None = None) -> Wish:
    """What the text makes of the line."""
    goods = variants(str(one.line.family_id)) if goods is None else goods
    said = said_of(text, [one], KINDS)[0]
    return wish_for(said.then, one.line, goods, WORDS, now=said.now)


def found(text: str, one: Bought, goods: tuple[Product, ...] | None = None) -> Found:
    """What the shop has for the text."""
    goods = variants(str(one.line.family_id)) if goods is None else goods
    return find_variants(one.line, wished(text, one, goods), goods, WORDS)


def best(text: str, one: Bought, goods: tuple[Product, ...] | None = None) -> list[dict[str, str]]:
    """The options of what fits the text best."""
    return [dict(swap.product.options) for swap in found(text, one, goods).best]
