"""Reader of the words by which customers ask about what they just heard, by question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from re import Pattern

import msgspec

from actions.engine.words.phrases import pattern_of

_FILE = Path(__file__).parent / "en" / "questions.yml"
FINER = frozenset({"risk", "sure", "later"})
"""Questions that the classifier takes for "what if", "why" and "undo"."""


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    asks: Mapping[str, tuple[str, ...]]
    elsewhere: tuple[str, ...] = ()
    plain: str = ""


class QuestionWords(msgspec.Struct, frozen=True, kw_only=True):
    """What finds each question in a text, those first that are told by more; and other matters.

    `plain` are words that say nothing of what is asked about.
    """

    asks: Mapping[str, Pattern[str]]
    elsewhere: Pattern[str]
    plain: frozenset[str]

    def asked(self, text: str) -> str | None:
        """Which question a text holds, by its words alone."""
        return next((name for name, words in self.asks.items() if words.search(text)), None)

    def without(self, text: str) -> str:
        """The text without the words of the question that it holds."""
        name = self.asked(text)
        return self.asks[name].sub(" ", text) if name else text


@cache
def question_words() -> QuestionWords:
    """Those of English."""
    file = msgspec.yaml.decode(_FILE.read_bytes(), type=_File)
    return QuestionWords(
        asks={name: pattern_of(phrases) for name, phrases in file.asks.items()},
        elsewhere=pattern_of(file.elsewhere),
        plain=frozenset(file.plain.split()),
    )
