"""Pure rules of mood: how a customer feels by their own words, from -1 (furious) to 1 (delighted).

The lexicon is VADER's (Hutto and Gilbert, 2014), which was made for short informal messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

import msgspec
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

Trend = Literal["falling", "steady", "rising"]
Label = Literal["upset", "tense", "neutral", "friendly"]

RECENT = 3
"""How many messages count as now."""
_REPEATED = 0.3
_TELLING = 8
"""Letters from which on words say so much that they are not said twice by chance."""
STEP = 0.25
"""A smaller difference between before and now is no trend."""


UPSET_HEAT = 0.5
"""From this heat on a customer is upset, whatever their words are."""


class Sentiment(msgspec.Struct, frozen=True, kw_only=True):
    """Mood now (-1 to 1), its trend over the conversation, and a word for both."""

    now: float
    trend: Trend
    label: Label


def sentiment_of(texts: Sequence[str], heat: float = 0.0) -> Sentiment:
    """The mood of a customer's messages, oldest first, in words and in what is said again.

    `heat` (0 to 1) is how heated the bot found them, which the lexicon cannot make milder.
    """
    scores = list(_scores(text for text in texts if text.strip()))
    now = _mean(scores[-RECENT:])
    if heat:
        now = min(now, -heat)
    before = _mean(scores[:-RECENT]) if len(scores) > RECENT else _mean(scores[:1])
    return Sentiment(now=round(now, 2), trend=_trend(before, now), label=_label(now))


def mood_in(packet: dict[str, Any]) -> Label:
    """The mood that a packet tells of."""
    label: Label = packet["sentiment"]["label"]
    return label


def _scores(texts: Iterable[str]) -> Iterator[float]:
    """Each message's own; who has to say something again is less pleased than their words."""
    said: set[str] = set()
    for text in texts:
        words = " ".join(re.findall(r"\w+", text.casefold()))
        again = len(words) >= _TELLING and words in said
        yield max(-1.0, min(_score(text), 0.0) - _REPEATED) if again else _score(text)
        said.add(words)


def _score(text: str) -> float:
    return float(_analyzer().polarity_scores(text)["compound"])


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores) if scores else 0.0


def _trend(before: float, now: float) -> Trend:
    if now - before > STEP:
        return "rising"
    return "falling" if before - now > STEP else "steady"


def _label(now: float) -> Label:
    if now <= -UPSET_HEAT:
        return "upset"
    if now <= -0.15:
        return "tense"
    return "friendly" if now >= 0.3 else "neutral"


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    # Loaded at the first use: the lexicon costs a start some hundred milliseconds.
    return SentimentIntensityAnalyzer()
