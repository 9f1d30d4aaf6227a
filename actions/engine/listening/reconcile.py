"""Reconciliation of all that a turn says with what is open: the order in which it counts. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from actions.engine.listening.doing import surely
from actions.engine.listening.doubting import is_borne_out, is_doubtful
from actions.engine.listening.following import follows, in_context, is_beside
from actions.engine.listening.listened import WAITS, Heard, Listened, Setting
from actions.engine.listening.reranking import clear, likeliest, others
from contracts.turn import WISH_FOR_PERSON

Move = Literal[
    "person",
    "no_person",
    "wish",
    "refusal",
    "correction",
    "answer",
    "name",
    "settles",
    "elsewhere",
    "question",
    "matters",
    "in_context",
    "follows",
    "beside",
    "reread",
    "unclear",
    "doubtful",
    "goes_on",
]

_HALF = 0.5
"""The same for what is denied: the case that is open speaks for it as well."""
_ANSWERS = frozenset({"affirm", "deny", "inform"})
_NAMELESS = re.compile(r"\b(the|my|an?|it'?s?|is|was|that|this|one)\b|[\W_]", re.IGNORECASE)
"""What stands around a name without adding to it."""


def next_move(said: Heard, heard: Listened, setting: Setting) -> Move:
    """What comes first of all that was said: the first line of the written order that holds."""
    return next(move for move, holds in ORDER if holds(said, heard, setting))


def move_unanswered(said: Heard, heard: Listened, setting: Setting) -> Move:
    """What comes first where a question about what was said last has no answer."""
    return next_move(said, replace(heard, asks=None), setting)


def meaning(said: Heard, heard: Listened, setting: Setting) -> str | None:
    """What a message without a person, denials and small talk is about; None where that is open."""
    if heard.person is not None:
        if len(heard.matters) == 1:
            return heard.matters[0].intent
        reading = others(heard.reading, "", setting.known)
    else:
        reading = heard.reading
    best = clear(reading) or (likeliest(reading) if heard.denied else None)
    if best is not None:
        return best.name
    return heard.matters[0].intent if len(heard.matters) == 1 else None


def _wants_person(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.person == "wants"


def _wants_nobody(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.person == "refuses"


def _wishes(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.wish is not None


def _refuses_plan(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether what is proposed is what is not wanted, or only that is said."""
    if heard.refused and said.intent in {WISH_FOR_PERSON, *setting.known.beside}:
        return True
    remedies = (setting.known.remedies.get(name) for name in heard.refused)
    return any(one is not None and setting.plan in one.acts for one in remedies)


def _is_corrected(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.corrects


def _answers_and_more(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return bool(heard.answer)


def _only_names(said: Heard, _heard: Listened, setting: Setting) -> bool:
    """Whether a choice is answered by a bare name, which is taken for whatever its goods are in."""
    if setting.context != "choice" or said.intent in _ANSWERS:
        return False
    names = [one for one in said.entities if one.entity == "product" and one.end is not None]
    rest = said.text
    for one in sorted(names, key=lambda one: one.start or 0, reverse=True):
        rest = rest[: one.start] + rest[one.end :]
    return bool(names) and not _NAMELESS.sub("", rest)


def _settles(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return bool(heard.settles)


def _concerns_others(_said: Heard, heard: Listened, setting: Setting) -> bool:
    return heard.elsewhere and setting.context not in WAITS


def _asks_about(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    """Whether that is all: with more beside it, the matters are named, and it is one of them."""
    return heard.asks is not None and len(heard.matters) < 2


def _has_several(said: Heard, heard: Listened, _setting: Setting) -> bool:
    """Whether several matters are named, one at least of which the whole message bears out."""
    if len(heard.matters) < 2 or not said.unsure:
        return len(heard.matters) > 1
    return any(is_borne_out(one.intent, said, heard) for one in heard.matters)


def _is_beside(said: Heard, _heard: Listened, setting: Setting) -> bool:
    return is_beside(said, setting)


def _means_more_in_context(said: Heard, _heard: Listened, setting: Setting) -> bool:
    return in_context(said, setting) is not None


def _means_otherwise(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether it is about something else than it was taken for, or names what is not meant."""
    if heard.dropped:
        return True
    taken_back = said.intent in surely(heard.denied, _HALF)
    if setting.context in WAITS or not (taken_back or _is_open(said, setting)):
        return False
    meant = meaning(said, heard, setting)
    if meant is None or meant == said.intent:
        return False
    return taken_back or is_borne_out(meant, said, heard)


def _is_open(said: Heard, setting: Setting) -> bool:
    """Whether the pipeline was not sure what it is."""
    return said.unsure and not setting.known.is_matter(said.intent)


def _is_unclear(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether it was taken for what it denies, and nothing else is likely enough."""
    if setting.context in WAITS or not heard.denied:
        return False
    return setting.known.is_matter(said.intent) and meaning(said, heard, setting) is None


def _always(_said: Heard, _heard: Listened, _setting: Setting) -> bool:
    return True


ORDER: tuple[tuple[Move, Callable[[Heard, Listened, Setting], bool]], ...] = (
    ("person", _wants_person),
    ("no_person", _wants_nobody),
    ("wish", _wishes),
    ("refusal", _refuses_plan),
    ("correction", _is_corrected),
    ("answer", _answers_and_more),
    ("name", _only_names),
    ("settles", _settles),
    ("elsewhere", _concerns_others),
    ("question", _asks_about),
    ("matters", _has_several),
    ("in_context", _means_more_in_context),
    ("follows", follows),
    ("beside", _is_beside),
    ("reread", _means_otherwise),
    ("unclear", _is_unclear),
    ("doubtful", is_doubtful),
    ("goes_on", _always),
)
"""Danger and security come before all of it, in the action that listens. A person, who is wanted or
not; a remedy, wished for or refused; a correction; the answer to the open question, be it a bare
name or words that look like something else; what is another company's; a question about what was
said last; new matters; what the words mean behind the message before, and what only goes on with
what is talked of; what is likely and not sure is asked about; then whatever it is, small talk
included.
"""
