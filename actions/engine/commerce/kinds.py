"""Kinds of goods in a text: the catalogue's names, in plural, shortened, or by another word."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from actions.engine.commerce.vocabulary import Vocabulary


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a text that stand for one of `families` (ids); `plural` as the customer said it."""

    start: int
    end: int
    words: str
    families: tuple[str, ...]
    plural: bool


class Kinds(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's families (id -> name) as its customers call them."""

    vocabulary: Vocabulary
    names: Mapping[str, str]


def mentions(text: str, kinds: Kinds) -> tuple[Mention, ...]:
    """The kinds of goods in a text, in its order; the longest words win."""
    raise NotImplementedError
