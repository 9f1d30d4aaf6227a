"""Pure re-ranking of what may be meant: without what is denied, by what is likely here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from actions.engine.listening.listened import Known
from contracts.listening import Clause
from contracts.turn import IntentScore

CLEAR = 0.6
"""From this confidence on a reading is believed, as the pipeline has it for whole messages."""
APART = 0.1
"""How much likelier than the next one it has to be."""
GUESSED = 0.15
"""An intent below is not even worth asking about."""
_CLOSE = 0.25
_HALF = 0.5
_SPEAKS_FOR = 0.2
"""What the place in which something is said adds, between readings that are close."""


def together(clauses: Iterable[Clause]) -> tuple[IntentScore, ...]:
    """The intents of several clauses, each as sure as where it is surest, the likeliest first."""
    best: dict[str, float] = {}
    for clause in clauses:
        for one in clause.intents:
            best[one.name] = max(one.confidence, best.get(one.name, 0.0))
    scores = (IntentScore(name=name, confidence=value) for name, value in best.items())
    return tuple(sorted(scores, key=lambda one: -one.confidence))


def reranked(ranking: Sequence[IntentScore], likelier: Collection[str]) -> tuple[IntentScore, ...]:
    """The ranking, where what is likely here goes before what is only a little surer."""
    if not ranking or not likelier:
        return tuple(ranking)
    close = ranking[0].confidence - _CLOSE
    lifted = [
        IntentScore(name=one.name, confidence=min(1.0, one.confidence + _SPEAKS_FOR))
        if one.name in likelier and GUESSED <= one.confidence >= close
        else one
        for one in ranking
    ]
    return tuple(sorted(lifted, key=lambda one: -one.confidence))


def clear(ranking: Sequence[IntentScore]) -> IntentScore | None:
    """The first one, where it is sure, and not nearly shared with the next."""
    if not ranking or ranking[0].confidence < CLEAR:
        return None
    close = len(ranking) > 1 and ranking[0].confidence - ranking[1].confidence < APART
    return None if close else ranking[0]


def sureness(ranking: Sequence[IntentScore], known: Known) -> float:
    """How sure it is that it is the first, or another side of the same problem."""
    if not ranking:
        return 1.0
    best = ranking[0].name
    sides = frozenset({best}).union(*(group for group in known.one_problem if best in group))
    return sum(one.confidence for one in ranking if one.name in sides)


def likeliest(ranking: Sequence[IntentScore]) -> IntentScore | None:
    """The first one, where it is far ahead: enough once what it was taken for is denied."""
    if not ranking or ranking[0].confidence < _HALF:
        return None
    second = ranking[1].confidence if len(ranking) > 1 else 0.0
    return ranking[0] if ranking[0].confidence - second >= _CLOSE else None


def others(ranking: Sequence[IntentScore], topic: str, known: Known) -> tuple[IntentScore, ...]:
    """What is left where it is not the topic: matters that may be meant instead."""
    return tuple(one for one in ranking if one.name != topic and known.is_matter(one.name))
