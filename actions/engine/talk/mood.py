"""How heated a customer's messages are, one by one, and where that goes.

The words are weighed with VADER's lexicon (Hutto and Gilbert, 2014). It takes "broken" and "lost",
which are facts of a support desk, for feelings, so words alone never make a message heated: what
does are signs of losing patience, such as capitals, insults, or saying it for the third time: those
of `listening/<language>/mood.yml`, and what a business adds to them.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Any, Literal

import msgspec
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from actions.engine.business.business import business
from actions.engine.listening.polarity import negated
from actions.engine.words.cues import Sign

Trend = Literal["rising", "steady", "falling"]

SLOT = "mood"
HEATED = 0.5
"""From this heat on (0 calm, 1 furious) a message is heated."""
RECENT = 3
"""How many messages the trend looks back on."""
STEP = 0.2
"""A smaller difference between now and before is no trend."""

_WORDS_WEIGH = 0.4
_REPEATED = 0.3
_LOUD = 0.25
_MOST_LETTERS_BIG = 0.7
_FEWEST_LETTERS = 8


class Mood(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The heats of the last messages, oldest first, and how many heated ones came in a row.

    `last` tells the last message from others without keeping its words; `turn_id` is its turn.
    """

    heats: tuple[float, ...] = ()
    in_a_row: int = 0
    last: str = ""
    turn_id: str = ""

    @property
    def heat(self) -> float:
        """Of the last message, from 0 (calm) to 1 (furious)."""
        return self.heats[-1] if self.heats else 0.0

    @property
    def heated(self) -> bool:
        """Whether the last message was heated."""
        return self.in_a_row > 0

    @property
    def trend(self) -> Trend:
        """Whether it heats up or cools down, against the messages before."""
        before = self.heats[:-1]
        change = self.heat - sum(before) / len(before) if before else 0.0
        if change > STEP:
            return "rising"
        return "falling" if change < -STEP else "steady"

    @property
    def hottest(self) -> float:
        """The heat of the most heated of the last messages."""
        return max(self.heats[-RECENT:], default=0.0)

    @property
    def upset(self) -> bool:
        """Whether cheer would be out of place: heated lately, and not cooled down."""
        return any(heat >= HEATED for heat in self.heats[-RECENT:])


def from_slot(value: dict[str, Any] | None) -> Mood:
    """The mood as it was kept; a calm one at the start."""
    return msgspec.convert(value or {}, Mood)


def heard(mood: Mood, text: str) -> Mood:
    """The mood after another message."""
    mark = _mark(text)
    repeated = bool(mark) and mark == mood.last
    # Rounded, since sums of tenths fall short of what they should be.
    now = round(min(1.0, heat_of(text) + (_REPEATED if repeated else 0.0)), 2)
    return Mood(
        heats=(*mood.heats, now)[-RECENT - 1 :],
        in_a_row=mood.in_a_row + 1 if now >= HEATED else 0,
        last=mark,
        turn_id=mood.turn_id,
    )


def calmed(mood: Mood) -> Mood:
    """The mood after a pressed button, or once a person has taken over: nothing in a row."""
    return msgspec.structs.replace(mood, in_a_row=0, last="")


def heat_of(text: str) -> float:
    """How heated one message is by itself, 0 to 1."""
    signs = sum(one.weight for one in business().cues.signs.values() if _shows(one, text))
    signs += _loudness(text)
    if not signs:
        return 0.0
    against = max(0.0, -float(_analyzer().polarity_scores(text)["compound"]))
    return min(1.0, signs + _WORDS_WEIGH * against)


def _shows(sign: Sign, text: str) -> bool:
    return any(not negated(text, one.start, one.end) for one in sign.found(text))


def _loudness(text: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    big = sum(letter.isupper() for letter in letters)
    loud = len(letters) >= _FEWEST_LETTERS and big >= _MOST_LETTERS_BIG * len(letters)
    return _LOUD if loud else 0.0


def _mark(text: str) -> str:
    words = " ".join(re.findall(r"\w+", text.casefold()))
    # A bare "yes" or a number is often the right answer twice.
    if len(words) < _FEWEST_LETTERS:
        return ""
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    # Loaded at the first use: the lexicon costs a start some hundred milliseconds.
    return SentimentIntensityAnalyzer()
