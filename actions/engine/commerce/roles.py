"""Roles of what is heard: wanted, refused, kept, liked or left open, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from actions.crm.records.order import OrderLine
from actions.engine.commerce.heard import Heard, heard
from actions.engine.commerce.scales import NONE, YES
from actions.engine.commerce.senses import Options
from actions.engine.commerce.vocabulary import Vocabulary

Role = Literal["wanted", "refused", "kept", "free", "preferred", "ignored"]

_BREAK = re.compile(r"[.;!?()\n{}]|,(?!\d)|\bbut\b|\balthough\b", re.IGNORECASE)
_ROLES: tuple[tuple[str, Role], ...] = (
    ("rest_free", "ignored"),
    ("rest_same", "ignored"),
    ("free", "free"),
    ("instead_of", "refused"),
    ("deny", "refused"),
    ("prefer", "preferred"),
    ("same", "kept"),
)
"""What a cue makes of the options that follow it in its stretch; the first to match counts."""


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """Something heard, and what the words around make of it."""

    heard: Heard
    role: Role


def spoken(text: str, line: OrderLine, options: Options, words: Vocabulary) -> tuple[Spoken, ...]:
    """Everything in the text that speaks of these options, each with its role."""
    found = (Spoken(heard=one, role=_role(one, text, words)) for one in heard(text, options, words))
    return tuple(_settled(one, line, options) for one in found)


def stretch(text: str, at: int) -> tuple[int, int]:
    """From where to where words belong to what stands at a place."""
    breaks = [found.span() for found in _BREAK.finditer(text)]
    start = max((end for _, end in breaks if end <= at), default=0)
    return start, min((begin for begin, _ in breaks if begin > at), default=len(text))


def _role(one: Heard, text: str, words: Vocabulary) -> Role:
    """What the nearest cue before it in its stretch makes of it, else one right after it."""
    start, end = stretch(text, one.start)
    nearest: tuple[int, Role] | None = None
    for cue, role in _ROLES:
        for found in words.cue(cue).finditer(text, 0, one.start):
            between = text[found.end() : one.start]
            # What denies may be what begins the stretch: “any colour but white”.
            denies = role == "refused" and found.end() >= start and _is_next(between)
            reaches = denies if role == "refused" else found.start() >= start
            if reaches and (nearest is None or found.end() > nearest[0]):
                nearest = (found.end(), role)
    if nearest is not None:
        return nearest[1]
    after = text[one.end : end]
    if words.cue("prefer").search(after):
        return "preferred"
    free = words.cue("free").search(after)
    return "free" if free and not after[free.end() :].strip() else "wanted"


def _is_next(between: str) -> bool:
    """A denial reaches to the next thing named, over few words and not into another clause."""
    return len(between.split()) <= 3 and not re.search(r"\b(?:and|to|for)\b", between)


def _settled(one: Spoken, line: OrderLine, options: Options) -> Spoken:
    """The same with the value that the name of an option alone stands for, where it has one."""
    what, values = one.heard, options.get(one.heard.option, ())
    if what.move:
        role: Role = "ignored" if one.role in ("refused", "kept") else one.role
        return Spoken(heard=what, role=role)
    if what.value is None:
        return _of_a_name(one, values)
    current = line.options.get(what.option)
    if one.role == "kept" and current is not None and what.value != current:
        return Spoken(heard=what, role="wanted")
    return one


def _of_a_name(one: Spoken, values: Sequence[str]) -> Spoken:
    """`waterproof` is yes and `no backlight` none, where there are such values."""
    nothing = next((value for value in values if value.casefold() in NONE), None)
    something = next((value for value in values if value.casefold() in YES), None)
    if one.role == "refused" and nothing:
        return Spoken(heard=msgspec.structs.replace(one.heard, value=nothing), role="wanted")
    if one.role in ("wanted", "preferred") and something:
        return Spoken(heard=msgspec.structs.replace(one.heard, value=something), role=one.role)
    return one if one.role in ("kept", "free") else Spoken(heard=one.heard, role="ignored")
