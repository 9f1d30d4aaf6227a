"""What a customer's turn says, clause by clause, as the Rasa server tells the action server.

A clause is a stretch of the turn's text with one thing to say. It has been read by itself: what it
may be about, and what the customer does by saying it, for everything that may have been open when
they said it. Which of that holds is decided by whoever knows what was open.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from contracts.turn import Entity, IntentScore

Act = Literal[
    "answers",
    "corrects",
    "asks_about",
    "wishes",
    "refuses",
    "agrees",
    "new_matter",
    "wants_person",
    "refuses_person",
    "thanks",
    "feels",
    "closes",
    "noise",
]
"""What a customer does by saying something."""

Asked = Literal[
    "what", "when", "how_long", "how", "cost", "what_if", "why", "undo", "status", "who"
]
"""Which question it is, where something is asked about."""

Context = Literal["nothing", "told", "choice", "question", "detail", "proposal", "step", "offer"]
"""What was open when it was said.

`nothing` yet; an answer was just `told`; a `choice` between things; a `question` of a symptom or an
intake; a `detail` (address, number, name, amount); a yes or no to a `proposal` of what the bot
would do; a `step` of a repair to try; an `offer` of a person or of a meaning.
"""


class ActScore(msgspec.Struct, frozen=True, kw_only=True):
    """An act and how sure the classifier is of it, 0 to 1."""

    name: Act
    confidence: float


class AskedScore(msgspec.Struct, frozen=True, kw_only=True):
    """A question and how sure the classifier is of it, 0 to 1, should something be asked at all."""

    name: Asked
    confidence: float


class Clause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One clause of a turn: `text` is what stands from `start` to `end` of the turn's whole text.

    The whole text is the turn's messages, joined by line breaks. `intents` are up to five, the
    likeliest first, never a fallback. Places of `entities` are places in the whole text.
    `acts` has up to three a context, the likeliest first, and `asks` up to two; both are empty
    where the model has learned none. `announced`: it begins with words for something else (also,
    another thing).
    """

    text: str
    start: int
    end: int
    intents: tuple[IntentScore, ...] = ()
    entities: tuple[Entity, ...] = ()
    acts: dict[Context, tuple[ActScore, ...]] = {}
    asks: tuple[AskedScore, ...] = ()
    announced: bool = False
