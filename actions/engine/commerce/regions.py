"""Regions of a text: the words around each kind of goods that it names, up to the next one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from actions.engine.commerce.conditions import clauses
from actions.engine.commerce.kinds import Kinds, Mention, mentions

_BREAK = re.compile(r"[.;!?\n]|,(?!\d)|\(|\band\b|\bor\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[;!?)\n]|\.(?!\d)")
_ANEW = re.compile(r"\b(?:another|other|second|one)\s*$", re.IGNORECASE)
_ONLY_LINKS = re.compile(
    r"^(?:\W|\b(?:and|or|the|my|your|a|an|both|also|as|well|plus|two|all)\b)*$", re.IGNORECASE
)
_WILL = ("want", "wants", "need", "needs", "like", "have", "has", "prefer", "wish", "going", "able")
_NO_WILL = "".join(rf"(?<!\b{word}\s)" for word in _WILL)
_TURN = re.compile(rf"{_NO_WILL}\bto\b|\b(?:into|for)\b|->|→", re.IGNORECASE)
_SOFT_TURN = re.compile(r"\b(?:with|but|as|that is|so that)\b|:", re.IGNORECASE)


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one kind of goods. `lead` stands before its name, `tail` after it.

    `linked` where nothing but “and” stands between this name and the next one, so that what is
    said after that one is said of both.
    """

    mention: Mention
    start: int
    lead: str
    tail: str
    linked: bool = False

    @property
    def now(self) -> str:
        """What describes the thing as it is: before its name, and up to “to” or “with” after it."""
        found = _turn(self.tail) or _SOFT_TURN.search(_sentence(self.tail))
        return f"{self.lead} | {self.tail[: found.start() if found else 0]}"

    @property
    def described(self) -> str:
        """As `now`, with what follows “with” as well, which may be what it is or shall become."""
        first = _sentence(self.tail)
        found = _TURN.search(first)
        return f"{self.lead} | {first[: found.start() if found else len(first)]}"

    @property
    def then(self) -> str:
        """What it shall become: from “to” on, else all that is said of it.

        Its name is left out: what else it may mean is not said of it.
        """
        if found := _turn(self.tail):
            return self.tail[found.end() :]
        before = _turn(self.lead)
        lead = self.lead[before.end() :] if before else self.lead
        return f"{lead}one{self.tail}"


def _turn(text: str) -> re.Match[str] | None:
    """The word from which on a sentence tells of what shall be."""
    return _TURN.search(_sentence(text))


def _sentence(text: str) -> str:
    return _SENTENCE_END.split(text, maxsplit=1)[0]


def regions(text: str, kinds: Kinds, among: Collection[str] | None = None) -> tuple[Region, ...]:
    """One region for each kind that is named, in the order of the text.

    A kind that is named again goes on with its own region, unless it is called another one. A
    sentence of what shall be if something fails is in one region as a whole. With `among`, only
    families of these ids: a backpack for a camera names no camera to who has none.
    """
    named = mentions(text, kinds)
    if among is not None:
        named = tuple(one for one in named if not {*one.families}.isdisjoint(among))
    opened = _opened(text, named, _whole(text, kinds))
    return tuple(_built(text, opened))


def preamble(text: str, found: Sequence[Region]) -> str:
    """What is said before any kind is named, and so of all of them."""
    return text[: found[0].start] if found else text


def _whole(text: str, kinds: Kinds) -> list[tuple[int, int]]:
    """The spans of sentences with an alternative."""
    failing = [one for one in clauses(text, kinds.vocabulary) if one.failing and one.condition]
    spans = []
    for one in failing:
        begun = max((text.rfind(mark, 0, one.start) for mark in ".;!?()\n"), default=-1)
        spans.append((begun + 1, one.end))
    return spans


def _opened(
    text: str, found: Sequence[Mention], whole: Sequence[tuple[int, int]]
) -> list[tuple[Mention, int]]:
    """The names that open a region, each with where the region begins."""
    opened: list[tuple[Mention, int]] = []
    end = 0
    for one in found:
        span = next(((a, b) for a, b in whole if a <= one.start < b), None)
        again = bool(opened) and _again(opened, one) and not _ANEW.search(text[: one.start])
        inside = span is not None and bool(opened) and opened[-1][1] >= span[0]
        if not again and not inside:
            opened.append((one, span[0] if span else _begin(text, end, one.start)))
        end = one.end
    return opened


def _again(opened: Sequence[tuple[Mention, int]], one: Mention) -> bool:
    return bool({*opened[-1][0].families} & {*one.families})


def _begin(text: str, end: int, start: int) -> int:
    """After the last break before a name, so that its adjectives are with it."""
    breaks = [found.end() for found in _BREAK.finditer(text, end, start)]
    return breaks[-1] if breaks else (start if end else 0)


def _built(text: str, opened: Sequence[tuple[Mention, int]]) -> Iterator[Region]:
    ends = [*(start for _, start in opened), len(text)][1:]
    for place, ((mention, start), end) in enumerate(zip(opened, ends, strict=True)):
        after = opened[place + 1][0].start if place + 1 < len(opened) else None
        between = text[mention.end : after] if after is not None else "."
        yield Region(
            mention=mention,
            start=start,
            lead=text[start : mention.start],
            tail=text[mention.end : end],
            linked=_ONLY_LINKS.match(between.replace(".", "x")) is not None,
        )
