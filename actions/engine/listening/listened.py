"""Record of what a turn says, all clauses together, and of what it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from actions.engine.case.turn import FALLBACK_INTENT, OUT_OF_SCOPE
from actions.engine.listening.cues import Person
from actions.engine.words.cues import Cue
from contracts.business import Remedy
from contracts.listening import Asked, Clause, Context
from contracts.turn import Entity, IntentScore

NO_MATTER = frozenset({
    "greet", "goodbye", "thanks", "affirm", "deny", "inform", "cancel", "start_over", "repeat",
    "share_attachment", "bot_challenge", OUT_OF_SCOPE, "complaint", "contact_human_agent",
    "test_message", "wrong_chat", "nudge", "praise",
    FALLBACK_INTENT, "",
})  # fmt: skip
"""What of every business is said beside a problem, and is none."""
_EVENT = "event_"
ELSEWHERE = "elsewhere"
"""The notice of what is another company's."""
WAITS: frozenset[Context] = frozenset({"choice", "question", "detail", "proposal", "step", "offer"})
"""What is open where an answer is waited for."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a business's intents are.

    `topics` open a case, `symptoms` are those about something that does not work. `beside` are no
    matter of their own, `dangers` tell of one; those of a group of `one_problem` are sides of one.
    `elsewhere` are words for what is another company's.
    `pages` names, by a piece of a page's address, the intents that whoever looks at it has likely
    in mind.
    """

    topics: frozenset[str] = frozenset()
    symptoms: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    dangers: frozenset[str] = frozenset()
    one_problem: tuple[frozenset[str], ...] = ()
    remedies: Mapping[str, Remedy] = {}
    elsewhere: Cue = Cue(name=ELSEWHERE)
    pages: Mapping[str, frozenset[str]] = {}

    def is_matter(self, intent: str) -> bool:
        """Whether it is more than small talk, steering, or an answer."""
        return intent not in NO_MATTER | self.beside and not intent.startswith(_EVENT)


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A turn as it came: its `text`, what Rasa took it for, and its clauses.

    `unsure`: it was taken for nothing, though it is not without meaning. `names_something`: it
    names goods or an order, `names_order` an order. `in_context` is what it means behind what was
    written before.
    """

    text: str
    intent: str = ""
    unsure: bool = False
    names_something: bool = False
    names_order: bool = False
    ranking: tuple[IntentScore, ...] = ()
    in_context: tuple[IntentScore, ...] = ()
    entities: tuple[Entity, ...] = ()
    clauses: tuple[Clause, ...] = ()


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a turn is said in: what is open, which case it is about, and what is likely by itself.

    `plan` is the act that is proposed. `subject` is what is talked of, with a case or without one:
    the intent of the last matter, empty at the start. `is_left`: the case's question was left for
    an offer. `likelier` are intents that the page shown, or what was just told, speak for.
    """

    known: Known = Known()
    context: Context = "nothing"
    topic: str = ""
    plan: str = ""
    subject: str = ""
    is_left: bool = False
    likelier: frozenset[str] = frozenset()


class MatterHeard(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that somebody came with: what it may be, and the words and entities that say it."""

    intent: str
    confidence: float
    words: str
    entities: tuple[Entity, ...] = ()


class Listened(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a turn says.

    `person`: whether one is wanted, or refused. `wish` is a remedy asked for in the middle of
    something else, `refused` are the remedies that are not wanted. `corrects`: the bot has it
    wrong. `answer` are the words that settle the open question where another matter follows, and
    `after` what follows. `asks` is a question about what the bot said last. `matters` are all that
    was brought up, in their order. `settles` is the intent that it counts as, where it looks like
    another matter and only answers what is open. `elsewhere`: it is about another company, and
    about nothing else. `denied` are the clauses that only say what is not the matter, or not ours;
    `reading` and `entities` are without them, and `dropped` says whether a thing was named that is
    not meant.
    """

    person: Person | None = None
    wish: str | None = None
    refused: tuple[str, ...] = ()
    corrects: bool = False
    answer: str = ""
    after: tuple[Clause, ...] = ()
    settles: Literal["affirm", "deny", "inform"] | None = None
    asks: tuple[Asked, Clause] | None = None
    matters: tuple[MatterHeard, ...] = ()
    elsewhere: bool = False
    denied: tuple[Clause, ...] = ()
    reading: tuple[IntentScore, ...] = ()
    entities: tuple[Entity, ...] = ()
    dropped: bool = False
