"""Kinds of goods in a text: the catalogue's names, in plural, shortened, or by another word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from actions.engine.commerce.tokens import Token, joined, tokens
from actions.engine.commerce.vocabulary import Vocabulary

_MOST_WORDS = 5
_CODE = re.compile(r"-\w*\d")
"""What follows a word that is part of an item's number: `BAG-3`."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a text that stand for one of `families` (ids).

    `theme` where they name all of them at once (`gaming`); `plural` as the customer said it.
    """

    start: int
    end: int
    words: str
    families: tuple[str, ...]
    plural: bool = False
    theme: bool = False


class Kinds(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's families (id -> name) as its customers call them.

    `phrases` and `themes` have ids by words in the form that compares, see `kinds_of`.
    """

    vocabulary: Vocabulary
    names: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    themes: Mapping[str, tuple[str, ...]]


def kinds_of(vocabulary: Vocabulary, names: Mapping[str, str]) -> Kinds:
    """The families (id -> name) with all that they are called.

    A name's last word stands for it too, and for every other family that ends with it.
    """
    phrases: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for family, name in names.items():
        whole = tokens(name, vocabulary.spelling())
        called = [joined(whole), joined(whole[-1:])]
        called += [_key(word, vocabulary) for word in vocabulary.kinds.get(name, ())]
        for words in called:
            phrases[words][family] = None
    _whole_names_win(phrases, names, vocabulary)
    of_name = {name: family for family, name in names.items()}
    themes = {
        _key(theme, vocabulary): tuple(of_name[one] for one in members if one in of_name)
        for theme, members in vocabulary.themes.items()
    }
    ids = {words: tuple(families) for words, families in phrases.items()}
    return Kinds(vocabulary=vocabulary, names=names, phrases=ids, themes=themes)


def mentions(text: str, kinds: Kinds) -> tuple[Mention, ...]:
    """The kinds of goods in a text, in its order; the longest words win."""
    return tuple(_mentions(text, tokens(text, kinds.vocabulary.spelling()), kinds))


def _whole_names_win(
    phrases: dict[str, dict[str, None]], names: Mapping[str, str], vocabulary: Vocabulary
) -> None:
    """A family that is called just so is meant, not one that only ends so: watch, smart watch."""
    for family, name in names.items():
        phrases[_key(name, vocabulary)] = {family: None}


def _key(words: str, vocabulary: Vocabulary) -> str:
    return joined(tokens(words, vocabulary.spelling()))


def _mentions(text: str, found: Sequence[Token], kinds: Kinds) -> Iterator[Mention]:
    at = 0
    while at < len(found):
        mention = _longest(text, found[at : at + _MOST_WORDS], kinds)
        if mention is None:
            at += 1
            continue
        yield mention
        while at < len(found) and found[at].start < mention.end:
            at += 1


def _longest(text: str, found: Sequence[Token], kinds: Kinds) -> Mention | None:
    for count in range(len(found), 0, -1):
        words = joined(found[:count])
        families, themes = kinds.phrases.get(words), kinds.themes.get(words)
        start, end = found[0].start, found[count - 1].end
        if (families or themes) and not _CODE.match(text, end):
            return Mention(
                start=start,
                end=end,
                words=text[start:end],
                families=families or themes or (),
                plural=_is_plural(text[start:end], found[count - 1], families or (), kinds),
                theme=families is None,
            )
    return None


def _is_plural(words: str, last: Token, families: Sequence[str], kinds: Kinds) -> bool:
    """Whether it is said of several: “lamps”, but not “headphones”, which is what one is called."""
    always = any(kinds.names[family].casefold().endswith("s") for family in families)
    return not always and not words.casefold().endswith(last.norm)
