"""`python -m scripts.evaluation.article_scale N`: seconds for an index of N passages, and a search.

Prints a line of JSON: `indexed` and `again` are seconds, anew and with all vectors known; `found`
is milliseconds a message, without encoding it.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import numpy as np

from bot.passage_index import PassageIndex, Vectors
from bot.sentence_cache import encoded
from bot.sentence_model import SentenceModel
from contracts.article_files import read_articles
from contracts.articles import Article, Head, Passage, Unit

_PASSAGES_AN_ARTICLE, _SENTENCES = 5, 3
_ASKED = 200


def main() -> None:
    """Measure, and print."""
    articles = written(Path.cwd(), int(sys.argv[1]))
    model = SentenceModel()
    with tempfile.TemporaryDirectory(prefix="vectors-") as folder:
        cache = Path(folder) / "vectors.db"

        def encode(texts: list[str]) -> Vectors:
            return np.array(encoded(model, texts, cache))

        began = time.perf_counter()
        index = PassageIndex.of(articles, encode)
        indexed = time.perf_counter() - began
        began = time.perf_counter()
        PassageIndex.of(articles, encode)
        again = time.perf_counter() - began
    told = {"indexed": indexed, "again": again, "found": searched(index, articles, model)}
    print(msgspec.json.encode(told).decode())


def written(root: Path, passages: int) -> list[Article]:
    """So many passages out of sentences of a business's own, put together by chance."""
    sentences = [
        unit.text
        for one in read_articles(root)
        for passage in one.passages
        for unit in passage.units
    ]
    chance = random.Random(7)
    words = [word for sentence in sentences for word in sentence.split()]

    def sentence() -> str:
        # Each is new, so that none is known from another.
        return f"{' '.join(chance.sample(words, 3))} {chance.choice(sentences)}"

    return [
        Article(
            name=f"en/{number}",
            language="en",
            head=Head(title=sentence()),
            passages=tuple(
                Passage(
                    heading=" ".join(chance.sample(words, 3)),
                    line=1,
                    written="",
                    units=tuple(Unit(text=sentence(), line=1) for _ in range(_SENTENCES)),
                )
                for _ in range(_PASSAGES_AN_ARTICLE)
            ),
        )
        for number in range(passages // _PASSAGES_AN_ARTICLE)
    ]


def searched(index: PassageIndex, articles: list[Article], model: SentenceModel) -> float:
    """Milliseconds that a search takes in the middle."""
    asked = [one.passages[0].units[0].text for one in articles[:_ASKED]]
    took = []
    for text, vector in [(text, model.encode(text)) for text in asked]:
        began = time.perf_counter()
        index.find(text, vector, {})
        took.append(time.perf_counter() - began)
    return 1000 * float(np.median(took))


if __name__ == "__main__":
    main()
