"""Wording of facts about goods, as the catalogue has them: warranty, stock, price, data sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from actions.crm.records.goods import Product
from actions.engine.facts.fact_sheet import Property
from actions.engine.facts.fitting import Verdict
from actions.engine.words.texts import say
from actions.engine.words.wording import day, listed, money, plural

MOST = 4
"""So many products are told apart in an answer; of more it is asked which one."""
_YEAR = 12
_FEW = 5
_UNIT = 2
"""Letters and figures of what is a measure in a name, such as 16, rather than a model."""

Value = Callable[[Product], str | None]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is said; `which` are the goods to choose from where it has to be asked which is meant.

    `alone`: nothing was answered, only asked.
    """

    text: str = ""
    which: tuple[Product, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether nothing was answered yet."""
        return not self.text


def warranty(products: Sequence[Product]) -> Told:
    """For how long; by the kind where it is the same for all of them."""
    return _by_value(products, lambda one: _span(one.warranty_months), "facts.warranty")


def specification(products: Sequence[Product], wanted: Property) -> Told:
    """What the data sheet says, by the groups for which it is the same."""

    def value(one: Product) -> str | None:
        known = one.specifications
        return next((f"{name}: {known[name]}" for name in wanted.names if name in known), None)

    return _by_value(products, value, "facts.specification")


def price(products: Sequence[Product]) -> Told:
    """What they cost; of many from what to what, and the question which one."""
    if len(products) <= MOST:
        lines = [say("facts.price", goods=one.name, price=_price(one)) for one in products]
        return Told(text="\n".join(lines))
    cheapest, dearest = (pick(products, key=lambda one: one.price) for pick in (min, max))
    text = say(
        "facts.price.range",
        goods=_called(products),
        least=_price(cheapest),
        cheapest=cheapest.name,
        most=_price(dearest),
    )
    return Told(text=text, which=tuple(products))


def stock(products: Sequence[Product], alternatives: Sequence[Product] = ()) -> Told:
    """Whether they are there and when again; of many how many are, and the question which one."""
    if len(products) > MOST:
        count = sum(1 for one in products if one.in_stock)
        text = say("facts.stock.some", goods=_called(products), there=count, all=len(products))
        return Told(text=text, which=tuple(products))
    there = [one for one in products if one.in_stock]
    if len(there) > 1:
        named = listed([f"{one.name} ({_price(one)})" for one in there])
        lines = [say("facts.stock.list", goods=named)]
        lines += [_in_stock(one) for one in products if not one.in_stock]
    else:
        lines = [_in_stock(one) for one in products]
    sold_out = products[0].in_stock == 0 if products else False
    if sold_out and alternatives:
        lines.append(_instead(alternatives))
    return Told(text="\n".join(lines))


def alike(product: Product, alternatives: Sequence[Product]) -> Told:
    """What is equal and there."""
    if not alternatives:
        return Told(text=say("facts.alternatives.none", goods=product.name))
    return Told(text=_instead(alternatives))


def fit(found: Sequence[Verdict]) -> Told:
    """Whether it fits, with the figures that decide it; the first that does not fit decides."""
    against = [one for one in found if not one.fits]
    if not against:
        return Told(text=_of_verdict("facts.fits", found[0]))
    if len(against) == len(found) or len({(one.one, one.other) for one in found}) == 1:
        return Told(text=_of_verdict("facts.fits_not", against[0]))
    fitting = [one for one in found if one.fits]
    some = listed(list(dict.fromkeys(f"{one.one} – {one.other}" for one in fitting))[:MOST])
    return Told(text=say("facts.fits.some", goods=some))


def restocked(one: Product) -> str:
    """When sold-out goods come again, as a sentence; the other one where nobody tells the day."""
    if one.restock_on is None:
        return say("facts.restock.undated", goods=one.name)
    return say("facts.restock", goods=one.name, by=day(one.restock_on))


def _of_verdict(name: str, one: Verdict) -> str:
    return say(
        name,
        one=_capital(one.one),
        what=one.what,
        needs=one.needs,
        other=_capital(one.other),
        limit=one.limit,
        has=one.has,
    )


def _in_stock(one: Product) -> str:
    if one.in_stock is None:
        return say("facts.stock.unknown", goods=one.name)
    if one.in_stock == 0:
        return restocked(one)
    name = "facts.stock.few" if one.in_stock < _FEW else "facts.stock"
    return say(name, goods=one.name, price=_price(one))


def _instead(alternatives: Iterable[Product]) -> str:
    others = listed([f"{one.name} ({_price(one)})" for one in alternatives])
    return say("facts.alternatives", goods=others)


def _by_value(products: Sequence[Product], value: Value, sentence: str) -> Told:
    """A line for each group of goods of which the same is true; asked which one where many are."""
    groups: dict[str, list[Product]] = {}
    for one in products:
        if (said := value(one)) is not None:
            groups.setdefault(said, []).append(one)
    if not groups:
        return Told()
    if len(groups) > MOST:
        return Told(which=tuple(one for group in groups.values() for one in group))
    lines = (say(sentence, goods=_called(group), value=said) for said, group in groups.items())
    return Told(text="\n".join(lines))


def _called(products: Sequence[Product]) -> str:
    """One by its name, several by the model that they have in common, or by maker and kind."""
    names = [one.name.split() for one in products]
    if len(names) == 1:
        return " ".join(names[0])
    shared = [word for word in names[0] if all(word in name for name in names[1:])]
    if any(len(word) > _UNIT and any(map(str.isdigit, word)) for word in shared):
        return " ".join(shared)
    kinds = listed([plural(one) for one in dict.fromkeys(one.category for one in products)])
    maker = names[0][0]
    return f"{maker} {kinds}" if all(name[0] == maker for name in names) else kinds


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _price(one: Product) -> str:
    return money(one.price, one.currency)


def _span(months: int | None) -> str | None:
    if not months:
        return None
    if months % _YEAR == 0:
        return say("facts.years", count=months // _YEAR)
    return say("facts.months", count=months)
