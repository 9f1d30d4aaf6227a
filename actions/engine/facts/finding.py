"""Search for the goods that a message names, in the catalogue."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence

from actions.crm.port import Crm
from actions.crm.records.goods import Product
from actions.engine.case.turn import Turn

_LOOKED_THROUGH = 60
"""So many products of a kind or a maker are looked through."""
_PIECE = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_MODEL = re.compile(r"(?=.*\d)[a-z\d.-]{3,}")
_MEASURE = re.compile(r"(\d+)\s?(?:w|watts?|gb|tb|hz|m|mm|cm|inch|inches|\")?", re.IGNORECASE)


async def named(crm: Crm, turn: Turn) -> tuple[Product, ...]:
    """What a message names, by kind in the order said; empty where it names nothing that is sold.

    May raise `CrmError`.
    """
    said = turn.entities.get("product", ())
    words = said or tuple(word for word in _words(turn.text) if _MODEL.fullmatch(word))
    found = await asyncio.gather(
        *(crm.catalogue.products(one, limit=_LOOKED_THROUGH) for one in words)
    )
    by_word = [_by_kind(one, some) for one, some in zip(words, found, strict=True)]
    meant = _words(turn.text) | {word for one in said for word in _words(one)}
    return tuple(
        product
        for kind, products in _kinds_meant(by_word).items()
        for product in _closest(products, meant)
    )


def _by_kind(word: str, products: Iterable[Product]) -> dict[str, list[Product]]:
    """What a word found, by kind; the word for a kind finds that kind alone."""
    kinds: dict[str, list[Product]] = {}
    for one in products:
        kinds.setdefault(one.category, []).append(one)
    return {word: kinds[word]} if word in kinds else kinds


def _kinds_meant(by_word: Sequence[dict[str, list[Product]]]) -> dict[str, list[Product]]:
    """All that was found, without what a maker sells of kinds that nothing else speaks of."""
    told = {kind for kinds in by_word if len(kinds) == 1 for kind in kinds}
    meant: dict[str, dict[str, Product]] = {}
    for kinds in by_word:
        for kind in (told & kinds.keys()) or kinds:
            meant.setdefault(kind, {}).update({one.sku: one for one in kinds[kind]})
    return {kind: list(products.values()) for kind, products in meant.items()}


async def by_sku(crm: Crm, skus: Sequence[str]) -> tuple[Product, ...]:
    """The products of these numbers. May raise `CrmError`."""
    found = await asyncio.gather(*(crm.catalogue.products(sku) for sku in skus))
    return tuple(one for some in found for one in some if one.sku in skus)


async def alike(crm: Crm, product: Product, most: int = 3) -> tuple[Product, ...]:
    """Others of its kind that are there, the most equal first. May raise `CrmError`."""
    others = await crm.catalogue.products(product.category, limit=_LOOKED_THROUGH)
    there = [one for one in others if one.in_stock and one.category == product.category]
    model = set(product.name.casefold().split())

    def unlike(one: Product) -> tuple[int, int, str]:
        shared = len(model & set(one.name.casefold().split()))
        return -shared, abs(one.price - product.price), one.sku

    return tuple(sorted((one for one in there if one.sku != product.sku), key=unlike)[:most])


def _closest(products: Iterable[Product], meant: set[str]) -> tuple[Product, ...]:
    """Those whose names have most of the words that were said; all where nothing tells them."""
    known = tuple(products)
    hits = {one.sku: len(_words(one.name) & meant) for one in known}
    best = max(hits.values(), default=0)
    closest = [one for one in known if hits[one.sku] == best]
    # "The 4070" is not the 4070 Super, which has a word more.
    return tuple(one for one in closest if best == 0 or not _is_more_of(one, closest))


def _is_more_of(one: Product, others: Iterable[Product]) -> bool:
    """Whether another model of these is called the same with a word less."""
    own = _model(one)
    return any(_model(other) < own for other in others)


def _model(one: Product) -> frozenset[str]:
    """The words of its name without its maker's."""
    return frozenset(one.name.casefold().split()[1:])


def _words(text: str) -> set[str]:
    """Words and figures: `850` for `850w` and `850 W`."""
    words = {one.casefold() for one in _PIECE.findall(text)}
    return words | {found for found in _MEASURE.findall(text) if len(found) > 1}
