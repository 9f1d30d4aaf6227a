"""`scripts/evaluate --articles`: how well articles are found for questions that were written apart.

Every other question, by its place, is for choosing the thresholds of
`actions/engine/articles/decision.py`; the rest say how good they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from bot.passage_index import PassageIndex, Vectors
from bot.sentence_cache import default_file, encoded
from bot.sentence_encoder import worded
from bot.sentence_model import SentenceModel
from contracts.article_files import read_articles
from contracts.articles import ArticlesRefused
from contracts.findings import Finding
from scripts.evaluation.errors import CannotEvaluate
from scripts.evaluation.learned import Learned
from scripts.trainer import project

QUESTIONS = Path("tests") / "articles" / "questions.yml"
_STEPS = [round(0.30 + 0.02 * step, 2) for step in range(11)]
_CHOOSING, _JUDGING = 0, 1


class _Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Questions with the articles that answer them, as `name # heading`."""

    within: tuple[str, ...] = msgspec.field(name="in")
    ask: tuple[str, ...]


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Those that articles answer, and those that none does."""

    answered: tuple[_Answered, ...]
    unanswered: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question with what was found; `within` is empty where no article answers it."""

    text: str
    within: tuple[str, ...]
    found: tuple[Finding, ...]

    @property
    def likeness(self) -> float:
        """How well the first one fits."""
        return self.found[0].likeness if self.found else 0.0

    def has_article(self, among: int) -> bool:
        """Whether an article that answers it is among the first."""
        names = {_article(one) for one in self.within}
        return any(_article(one.article) in names for one in self.found[:among])

    @property
    def has_passage(self) -> bool:
        """Whether the first passage is one that answers it."""
        return bool(self.found) and any(_is_place(self.found[0], one) for one in self.within)


def measured(root: Path, model: Path) -> Iterator[str]:
    """What is found for the questions of a business, line by line.

    Raises `CannotEvaluate` where its articles or questions cannot be read.
    """
    try:
        index = PassageIndex.of(read_articles(root), _vectors, _phrases(root))
        told = msgspec.yaml.decode((root / QUESTIONS).read_bytes(), type=Questions)
    except (ArticlesRefused, OSError, msgspec.DecodeError) as exc:
        raise CannotEvaluate(str(exc)) from exc
    answered = [(text, one.within) for one in told.answered for text in one.ask]
    unanswered: list[tuple[str, tuple[str, ...]]] = [(text, ()) for text in told.unanswered]
    texts = [text for text, _ in (*answered, *unanswered)]
    rankings = Learned(model).rankings(texts)
    asked = _asked(index, [*answered, *unanswered], rankings)
    yield from lines(asked[: len(answered)], asked[len(answered) :])


def lines(answered: Sequence[Asked], unanswered: Sequence[Asked]) -> Iterator[str]:
    """What was found, and what each threshold makes of it."""
    for name, some in (("all", answered), ("for judging", answered[_JUDGING::2])):
        yield (
            f"{len(some)} questions ({name}): right article first {_share(some, 1)}, among three "
            f"{_share(some, 3)}; right passage first {_percent([a.has_passage for a in some])}"
        )
    for name, half in (("choosing", _CHOOSING), ("judging", _JUDGING)):
        yield f"For {name}: likeness, told of, of these right first and among three, declined"
        inside, outside = answered[half::2], unanswered[half::2]
        for step in _STEPS:
            told = [one for one in inside if one.likeness >= step]
            declined = [one.likeness < step for one in outside]
            yield (
                f"  {step:.2f}  {_percent([one.likeness >= step for one in inside])}  "
                f"{_share(told, 1)}  {_share(told, 3)}  {_percent(declined)}"
            )


def _asked(
    index: PassageIndex,
    questions: Sequence[tuple[str, tuple[str, ...]]],
    rankings: Sequence[Mapping[str, float]],
) -> list[Asked]:
    vectors = _vectors([text for text, _ in questions])
    return [
        Asked(text=text, within=within, found=index.find(text, vector, ranking))
        for (text, within), vector, ranking in zip(questions, vectors, rankings, strict=True)
    ]


def _phrases(root: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in project.read(root).phrases:
        found.setdefault(phrase.intent, []).append(phrase.spoken)
    return found


def _vectors(texts: list[str]) -> Vectors:
    return np.array(encoded(SentenceModel(), list(map(worded, texts)), default_file()))


def _share(some: Sequence[Asked], among: int) -> str:
    return _percent([one.has_article(among) for one in some])


def _percent(holds: Sequence[bool]) -> str:
    return f"{100 * sum(holds) / len(holds):3.0f} %" if holds else "    –"


def _article(name: str) -> str:
    return name.partition("#")[0].strip().rpartition("/")[2]


def _is_place(found: Finding, place: str) -> bool:
    heading = place.partition("#")[2].strip()
    return _article(found.article) == _article(place) and found.heading.startswith(heading)
