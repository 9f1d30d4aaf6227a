"""Pure rules: whether goods fit each other, by what their data sheets say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from actions.crm.records.goods import Product
from actions.engine.facts.fact_sheet import Fit

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_MEASURE = re.compile(r"(\d+(?:[.,]\d+)?)\s?(mm|cm|w|watts?)\b", re.IGNORECASE)
_MANY = 4
"""More products of a kind than these are the kind as a whole, which a measure stands for."""
_TO_MILLIMETRES = {"mm": 1.0, "cm": 10.0}


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Whether `one` fits `other`: it has `needs` as its `what`, the other `has` as its `limit`."""

    one: str
    other: str
    what: str
    needs: str
    limit: str
    has: str
    fits: bool


def verdicts(
    products: Sequence[Product], fits: Sequence[Fit], said: str = ""
) -> tuple[Verdict, ...]:
    """A verdict for each rule that concerns two kinds among these products.

    Of a kind with several products, each counts. Where only one kind is there, a measure that was
    `said` stands for the other: "a 33 cm card".
    """
    return tuple(_verdicts(products, fits, said))


def _verdicts(products: Sequence[Product], fits: Sequence[Fit], said: str) -> Iterator[Verdict]:
    kinds = {one.category for one in products}
    for fit in fits:
        ones = _having(products, fit.of, fit.needs)
        others = _having(products, fit.to, fit.limit)
        measure = _measured(said, fit)
        if ones and others and not (measure and len(ones) > _MANY):
            yield from (_verdict(one, other, fit) for one in ones for other in others)
        elif measure and others and fit.at_most and (ones or kinds == {fit.to}):
            yield from (
                _judged(fit, "", measure, other.name, other.specifications[fit.limit])
                for other in others
            )
        elif measure and ones and fit.at_most and kinds <= {fit.of, fit.to}:
            yield from (
                _judged(fit, one.name, one.specifications[fit.needs], "", measure) for one in ones
            )


def _having(products: Sequence[Product], kind: str, name: str) -> list[Product]:
    return [one for one in products if one.category == kind and name in one.specifications]


def _verdict(one: Product, other: Product, fit: Fit) -> Verdict:
    needs, has = one.specifications[fit.needs], other.specifications[fit.limit]
    return _judged(fit, one.name, needs, other.name, has)


def _judged(fit: Fit, one: str, needs: str, other: str, has: str) -> Verdict:
    return Verdict(
        one=one or fit.of,
        other=other or fit.to,
        what=fit.needs,
        needs=needs,
        limit=fit.limit,
        has=has,
        fits=_fits(fit, needs, has),
    )


def _fits(fit: Fit, needs: str, has: str) -> bool:
    if fit.at_most:
        return _figure(needs) <= _figure(has)
    listed = {each.strip().casefold() for each in has.split(",")}
    wanted = {each.strip().casefold() for each in needs.split(",")}
    # A cooler fits several sockets, and a board has one of them.
    return bool(wanted & listed)


def _figure(text: str) -> float:
    """A measure in millimetres, or in whatever it is told."""
    if found := _MEASURE.search(text):
        return float(found[1].replace(",", ".")) * _TO_MILLIMETRES.get(found[2].casefold(), 1.0)
    plain = _FIGURE.search(text)
    return float(plain[0].replace(",", ".")) if plain else 0.0


def _measured(said: str, fit: Fit) -> str:
    """A measure in what was said that is of the kind that this rule compares."""
    found = _MEASURE.search(said)
    if found is None:
        return ""
    is_power = found[2].casefold().startswith("w")
    return found[0] if is_power == ("power" in f"{fit.needs} {fit.limit}") else ""
