"""Index of the passages of articles: what they mean and which words they have, in numpy alone.

`LIKENESS` says what counts how much. The shares are those that a search by descent found on halves
of `tests/articles/questions.yml`, rounded; `scripts/evaluate --articles` says how good they are.
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
    "passage": 0.11,  # what the passage means, its headings included
    "heading": 0.07,  # what its headings mean
    "sentence": 0.18,  # what its best sentence means
    "article": 0.11,  # what the best sentence of the whole article means
    "words": 0.15,  # which share of the message's words it has
    "topics": 0.09,  # how likely the message is about one of the article's topics
    "phrases": 0.29,  # what the nearest training phrases of its topics mean
}
"""What a passage's likeness is made of; together 1."""
OPENING = 0.11
"""What is taken off what stands before the first heading: it tells what the article is about."""
OUTSIDE = 0.09
"""What is taken off where the message is surely about nothing that the business does."""
_OUTSIDE_INTENT = "out_of_scope"
_NEAREST = 3
"""So many phrases of a topic say how near it is."""
_CANDIDATES = 40
"""So many passages are looked at sentence by sentence, with all others of their articles."""
_FILE, _VECTORS = "articles.json", "passages.npz"
_PHRASES = "phrases "
NO_PHRASES: Mapping[str, Sequence[str]] = {}

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
    """Passages with their vectors: `passages` and `headings` a row each, `units` one a sentence.

    `phrases` has the vectors of what customers say of each topic, a row a phrase.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        words: WordIndex,
        passages: Vectors,
        headings: Vectors,
        units: npt.NDArray[np.float16],
        phrases: Mapping[str, Vectors],
    ) -> None:
        self._articles = tuple(articles)
        self._places = _places(self._articles)
        self._words = words
        self._passages, self._headings, self._units = passages, headings, units
        self._phrases = dict(phrases)
        self._rows: dict[str, list[int]] = {}
        self._topics: dict[str, list[int]] = {}
        for row, place in enumerate(self._places):
            self._rows.setdefault(place.article.name, []).append(row)
            for topic in place.article.head.topics:
                self._topics.setdefault(topic, []).append(row)

    @classmethod
    def of(
        cls,
        articles: Sequence[Article],
        encode: Encoder,
        phrases: Mapping[str, Sequence[str]] = NO_PHRASES,
    ) -> PassageIndex:
        """The index of articles; what is for agents is told to no customer, and is not in it.

        `phrases` are what customers say of each topic, in their words.
        """
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
            {
                topic: encode(list(phrases[topic]))
                for topic in dict.fromkeys(topic for one in told for topic in one.head.topics)
                if phrases.get(topic)
            },
        )

    def find(self, text: str, vector: Vectors, intents: Mapping[str, float]) -> tuple[Finding, ...]:
        """What articles say to a message, the likeliest article first.

        `intents` are what it may be about, with how likely that is, 0 to 1.
        """
        if not self._places:
            return ()
        about = self._about(vector, intents)
        alike = self._alike(text, vector, about)
        most = min(_CANDIDATES, len(alike))
        units = self._by_sentences(np.argpartition(-alike, most - 1)[:most], vector)
        rows = list(units)
        best = self._best_by_article(units)
        outside = OUTSIDE * intents.get(_OUTSIDE_INTENT, 0.0)
        whole = {row: self._whole(row, alike, units, best) - outside for row in rows}
        found: dict[str, int] = {}
        for row in sorted(rows, key=lambda row: -whole[row]):
            found.setdefault(self._places[row].article.name, row)
        first = list(found.values())[:MOST]
        return tuple(self._finding(row, whole[row], units[row]) for row in first)

    def _about(self, vector: Vectors, intents: Mapping[str, float]) -> Vectors:
        """How much its topics speak for each passage.

        The root of what is likely, since half sure is a good deal more than not at all.
        """
        likely = np.zeros(len(self._places), dtype=np.float32)
        near = np.full(len(self._places), np.nan, dtype=np.float32)
        for topic, rows in self._topics.items():
            if said := intents.get(topic):
                likely[rows] = np.maximum(likely[rows], said**0.5)
            if topic in self._phrases:
                nearest = np.sort(self._phrases[topic] @ vector)[-_NEAREST:]
                near[rows] = np.fmax(near[rows], nearest.mean())
        about: Vectors = LIKENESS["topics"] * likely + LIKENESS["phrases"] * near
        return np.where(np.isnan(near), LIKENESS["topics"] * likely, about)

    def _alike(self, text: str, vector: Vectors, about: Vectors) -> Vectors:
        """Likeness of all passages but for their sentences, which take longer to compare."""
        alike: Vectors = (
            LIKENESS["passage"] * (self._passages @ vector)
            + LIKENESS["heading"] * (self._headings @ vector)
            + LIKENESS["words"] * self._words.shares(text)
            + about
        )
        return alike

    def _by_sentences(self, rows: npt.NDArray[np.int64], vector: Vectors) -> dict[int, list[float]]:
        """How well each sentence fits, of these passages and all others of their articles."""
        found: dict[int, list[float]] = {}
        for name in dict.fromkeys(self._places[row].article.name for row in rows):
            places = {row: self._places[row] for row in self._rows[name]}
            first = min(one.first for one in places.values())
            last = max(one.last for one in places.values())
            alike = (self._units[first:last].astype(np.float32) @ vector).tolist()
            for row, place in places.items():
                found[row] = alike[place.first - first : place.last - first]
        return found

    def _best_by_article(self, units: Mapping[int, list[float]]) -> dict[str, float]:
        best: dict[str, float] = {}
        for row, likeness in units.items():
            name = self._places[row].article.name
            best[name] = max(best.get(name, -1.0), *likeness)
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
        if not self._phrases.keys() & set(place.article.head.topics):
            # Where nobody has written phrases, the article speaks for itself.
            found += LIKENESS["phrases"] * best[place.article.name]
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
            **{f"{_PHRASES}{topic}": rows for topic, rows in self._phrases.items()},
        )

    @classmethod
    def load(cls, folder: Path) -> PassageIndex:
        """What was kept in a folder."""
        articles = from_file((folder / _FILE).read_bytes())
        with np.load(folder / _VECTORS) as kept:
            phrases = {
                name.removeprefix(_PHRASES): kept[name]
                for name in kept.files
                if name.startswith(_PHRASES)
            }
            passages, headings, units = kept["passages"], kept["headings"], kept["units"]
        return cls(articles, WordIndex.load(folder), passages, headings, units, phrases)


def _places(articles: Sequence[Article]) -> list[_Place]:
    found, at = [], 0
    for article in articles:
        for passage in article.passages:
            found.append(_Place(article, passage, at, at + len(passage.units)))
            at += len(passage.units)
    return found
