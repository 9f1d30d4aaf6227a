"""Index of the passages of articles: what they mean and which words they have, in numpy alone.

`LIKENESS` says what counts how much. The figures were found by `scripts/evaluate --articles` on
every other question of `tests/articles/questions.yml`: of the shares that a search by descent
gives, rounded, none of which any other half of the questions would change by much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from bot.sentence_model import WIDTH
from bot.word_index import WordIndex
from contracts.articles import Article, Passage, as_file, from_file
from contracts.excerpts import excerpt
from contracts.findings import MOST, Finding

LIKENESS = {
    "passage": 0.16,  # what the passage means, its headings included
    "heading": 0.10,  # what its headings mean
    "sentence": 0.25,  # what its best sentence means
    "article": 0.15,  # what the best sentence of the whole article means
    "words": 0.21,  # which share of the message's words it has
    "topics": 0.13,  # how likely the message is about one of the article's topics
}
"""What a passage's likeness is made of; together 1."""
OPENING = 0.15
"""What is taken off what stands before the first heading: it tells what the article is about."""
OUTSIDE = 0.12
"""What is taken off where the message is surely about nothing that the business does."""
_OUTSIDE_INTENT = "out_of_scope"
_CANDIDATES = 40
"""So many passages are looked at sentence by sentence, with all others of their articles."""
_FILE, _VECTORS = "articles.json", "passages.npz"

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """What says what texts mean."""

    def __call__(self, texts: list[str], /) -> Vectors:
        """A row of length 1 for each text."""


class _Place(msgspec.Struct, frozen=True):
    """A passage with its article, and the rows of its units in `PassageIndex.units`."""

    article: Article
    passage: Passage
    first: int
    last: int


class PassageIndex:
    """Passages with their vectors: `passages` and `headings` a row each, `units` one a sentence."""

    def __init__(
        self,
        articles: Sequence[Article],
        words: WordIndex,
        passages: Vectors,
        headings: Vectors,
        units: npt.NDArray[np.float16],
    ) -> None:
        self._articles = tuple(articles)
        self._places = _places(self._articles)
        self._words = words
        self._passages, self._headings, self._units = passages, headings, units
        self._rows: dict[str, list[int]] = {}
        self._topics: dict[str, list[int]] = {}
        for row, place in enumerate(self._places):
            self._rows.setdefault(place.article.name, []).append(row)
            for topic in place.article.head.topics:
                self._topics.setdefault(topic, []).append(row)

    @classmethod
    def of(cls, articles: Sequence[Article], encode: Encoder) -> PassageIndex:
        """The index of articles; what is for agents is told to no customer, and is not in it."""
        told = [one for one in articles if one.head.audience != "agents"]
        places = _places(told)
        headings = [f"{one.article.head.title}: {one.passage.heading}" for one in places]
        written = [" ".join(unit.text for unit in one.passage.units) for one in places]
        # Twice: words of a title say what the whole is about.
        words = [f"{head} {head} {text}" for head, text in zip(headings, written, strict=True)]
        meant = [f"{head}. {text}" for head, text in zip(headings, written, strict=True)]
        units = [unit.text for one in places for unit in one.passage.units]
        vectors = encode([*meant, *headings, *units]).reshape(-1, WIDTH)
        return cls(
            told,
            WordIndex.of(words),
            vectors[: len(places)],
            vectors[len(places) : 2 * len(places)],
            # Half as exact takes half of the memory, and moves no likeness by a thousandth.
            vectors[2 * len(places) :].astype(np.float16),
        )

    def find(self, text: str, vector: Vectors, intents: Mapping[str, float]) -> tuple[Finding, ...]:
        """What articles say to a message, the likeliest article first.

        `intents` are what it may be about, with how likely that is, 0 to 1.
        """
        if not self._places:
            return ()
        alike = self._alike(text, vector, intents)
        rows = self._with_siblings(np.argsort(-alike)[:_CANDIDATES])
        units = {row: self._unit_likeness(row, vector) for row in rows}
        best = self._best_by_article(rows, units)
        outside = OUTSIDE * intents.get(_OUTSIDE_INTENT, 0.0)
        whole = {row: self._whole(row, alike, units, best) - outside for row in rows}
        found: dict[str, int] = {}
        for row in sorted(rows, key=lambda row: -whole[row]):
            found.setdefault(self._places[row].article.name, row)
        first = list(found.values())[:MOST]
        return tuple(self._finding(row, whole[row], units[row]) for row in first)

    def _alike(self, text: str, vector: Vectors, intents: Mapping[str, float]) -> Vectors:
        """Likeness of all passages but for their sentences, which take longer to compare."""
        topics = np.zeros(len(self._places), dtype=np.float32)
        for intent, likely in intents.items():
            for row in self._topics.get(intent, ()):
                # The root, since half sure is a good deal more than not at all.
                topics[row] = max(topics[row], likely**0.5)
        alike: Vectors = (
            LIKENESS["passage"] * (self._passages @ vector)
            + LIKENESS["heading"] * (self._headings @ vector)
            + LIKENESS["words"] * self._words.shares(text)
            + LIKENESS["topics"] * topics
        )
        return alike

    def _with_siblings(self, rows: npt.NDArray[np.int64]) -> list[int]:
        names = dict.fromkeys(self._places[row].article.name for row in rows)
        return [row for name in names for row in self._rows[name]]

    def _unit_likeness(self, row: int, vector: Vectors) -> list[float]:
        place = self._places[row]
        found = self._units[place.first : place.last].astype(np.float32) @ vector
        return [float(one) for one in found]

    def _best_by_article(
        self, rows: Sequence[int], units: Mapping[int, list[float]]
    ) -> dict[str, float]:
        best: dict[str, float] = {}
        for row in rows:
            name = self._places[row].article.name
            best[name] = max(best.get(name, -1.0), *units[row])
        return best

    def _whole(
        self,
        row: int,
        alike: Vectors,
        units: Mapping[int, list[float]],
        best: Mapping[str, float],
    ) -> float:
        place = self._places[row]
        found = float(alike[row]) + LIKENESS["sentence"] * max(units[row])
        found += LIKENESS["article"] * best[place.article.name]
        return found if place.passage.heading else found - OPENING

    def _finding(self, row: int, likeness: float, units: Sequence[float]) -> Finding:
        place, head = self._places[row], self._places[row].article.head
        return Finding(
            article=place.article.name,
            title=head.title,
            heading=place.passage.heading,
            said=excerpt(place.passage.units, units),
            likeness=round(likeness, 4),
            address=head.address,
            audience=head.audience,
            until=head.until,
            topics=head.topics,
        )

    def save(self, folder: Path) -> None:
        """Keep it in a folder."""
        (folder / _FILE).write_bytes(as_file(self._articles))
        self._words.save(folder)
        np.savez(
            folder / _VECTORS,
            passages=self._passages,
            headings=self._headings,
            units=self._units,
        )

    @classmethod
    def load(cls, folder: Path) -> PassageIndex:
        """What was kept in a folder."""
        articles = from_file((folder / _FILE).read_bytes())
        with np.load(folder / _VECTORS) as kept:
            vectors = [kept[name] for name in ("passages", "headings", "units")]
        return cls(articles, WordIndex.load(folder), *vectors)


def _places(articles: Sequence[Article]) -> list[_Place]:
    found, at = [], 0
    for article in articles:
        for passage in article.passages:
            found.append(_Place(article, passage, at, at + len(passage.units)))
            at += len(passage.units)
    return found
