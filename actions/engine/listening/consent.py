"""Reading of consent: whether words are a plain yes to exactly what was last proposed.

Decided by code and words alone, whatever a classifier made of the message: what it is taken for can
only make a nod of "fine", never a yes of a question, a condition or a change.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from actions.engine.words.phrases import pattern_of

Reserve = Literal["question", "condition", "change"]
_SENTENCE = re.compile(r"[^.!?;\n…]+[.!?;…]*|[.!?;…]+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_YES_SIGNS = re.compile("^\\W*[\N{THUMBS UP SIGN}\N{OK HAND SIGN}\N{WHITE HEAVY CHECK MARK}]")
_SIGNS = " ,.:!-–—\"'“”(*"
_LONGEST_NOD = 8
"""How many words a message may have whose yes is nothing but what it was taken for."""


class Consent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said to a proposal. `reserve` says what keeps a yes from being one.

    `rest` are the sentences beside the one that decides: heard afterwards, as by themselves.
    """

    verdict: Literal["yes", "no", "reserved"] | None = None
    reserve: Reserve | None = None
    rest: tuple[str, ...] = ()


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases of one language, by what they do to a yes."""

    agrees: tuple[str, ...]
    nods: tuple[str, ...]
    harmless: tuple[str, ...]
    refuses: tuple[str, ...]
    yes_or_no: tuple[str, ...]
    asks: tuple[str, ...]
    conditions: tuple[str, ...]
    opposes: tuple[str, ...]
    costs: tuple[str, ...]
    denies: tuple[str, ...]
    changes: tuple[str, ...]
    wishes: tuple[str, ...]
    additions: tuple[str, ...]
    remarks: tuple[str, ...]
    empty: frozenset[str]


def consent(text: str, *, taken_for_yes: bool = False, proposed: str = "") -> Consent:
    """What a typed message says to a proposal.

    `proposed` is what was proposed, in words: they change nothing when they are said again.
    `taken_for_yes`: whether the message as a whole was understood as a yes.
    """
    said = [one.strip() for one in _SENTENCE.findall(text) if _WORD.search(one) or _signed(one)]
    known = _known(proposed)
    for at, sentence in enumerate(said):
        rest = (*said[:at], *said[at + 1 :])
        if not _agrees(sentence, alone=len(said) == 1, taken_for_yes=taken_for_yes):
            if reserve := _nods_against(sentence):
                return Consent(verdict="reserved", reserve=reserve, rest=rest)
            continue
        reserve = _reserve(sentence, known) or _taken_back(said[at + 1 :], known)
        verdict: Literal["yes", "reserved"] = "reserved" if reserve else "yes"
        return Consent(verdict=verdict, reserve=reserve, rest=rest)
    return _refusal(said)


def _agrees(sentence: str, *, alone: bool, taken_for_yes: bool) -> bool:
    """Whether the sentence begins with a yes, or is nothing but a nod."""
    words = _words()
    start = _after_lead_in(sentence)
    if _signed(sentence) or _begins(start, words.agrees):
        return True
    bare = pattern_of((*words.nods, *words.harmless)).sub(" ", sentence)
    if taken_for_yes and _begins(start, words.nods):
        return True
    if alone and taken_for_yes:
        return len(_WORD.findall(sentence)) <= _LONGEST_NOD and not _begins(start, words.refuses)
    return (
        taken_for_yes and not _WORD.search(bare) and bool(pattern_of(words.nods).search(sentence))
    )


def _nods_against(sentence: str) -> Reserve | None:
    """“Ok but not the cable” is no yes, and no nod either."""
    words = _words()
    if not _begins(_after_lead_in(sentence), words.nods):
        return None
    if pattern_of(words.conditions).search(sentence):
        return "condition"
    return "change" if pattern_of(words.opposes).search(sentence) else None


def _reserve(sentence: str, known: Collection[str]) -> Reserve | None:
    """What stands in the agreeing sentence beside its yes, if that is more than a remark."""
    words = _words()
    # Before anything is taken out: it begins with a yes.
    if "?" in sentence or pattern_of(words.yes_or_no).search(sentence):
        return "question"
    left = pattern_of(words.agrees).sub(" ", pattern_of(words.harmless).sub(" ", sentence))
    if _starts_question(left):
        return "question"
    if pattern_of(words.conditions).search(left):
        return "condition"
    return "change" if _changes(left, known) else None


def _starts_question(left: str) -> bool:
    return bool(pattern_of(_words().asks).search(left))


def _changes(left: str, known: Collection[str]) -> bool:
    """Whether words left beside a yes ask for something that was not proposed."""
    words = _words()
    if pattern_of((*words.opposes, *words.denies)).search(left):
        return True
    unproposed = _WORD.sub(lambda one: "" if one.group().casefold() in known else one.group(), left)
    if pattern_of(words.changes).search(unproposed):
        return True
    tokens = [one.casefold().replace("\u2019", "'") for one in _WORD.findall(left)]
    fresh = [one for one in tokens if one not in known and one not in words.empty]
    if any(any(letter.isdigit() for letter in one) for one in fresh):
        return True
    if set(fresh) - {*words.wishes, *words.additions} and pattern_of(words.wishes).search(left):
        return True
    # "It is for my daughter" tells of something; "for my daughter" wants something.
    own_clause = bool(tokens) and tokens[0] in words.remarks
    return not own_clause and any(
        one in words.additions and set(tokens[at + 1 :]) & set(fresh)
        for at, one in enumerate(tokens)
    )


def _taken_back(later: list[str], known: Collection[str]) -> Reserve | None:
    """What a sentence after the yes does to it: “yes. But only if it is free.”"""
    words = _words()
    for sentence in later:
        start = _after_lead_in(sentence)
        if _begins(start, words.conditions):
            return "condition"
        if _begins(start, (*words.refuses, *words.opposes)):
            return "change"
        if "?" in sentence and pattern_of(words.costs).search(sentence):
            return "question"
    return None


def _refusal(said: list[str]) -> Consent:
    for at, sentence in enumerate(said):
        start = _after_lead_in(sentence)
        if _begins(start, _words().refuses) and "?" not in sentence:
            return Consent(verdict="no", rest=(*said[:at], *said[at + 1 :]))
    return Consent(rest=tuple(said))


def _after_lead_in(sentence: str) -> str:
    """The sentence from where it says something."""
    start = sentence.lstrip(_SIGNS)
    lead_in = pattern_of(_words().harmless)
    # "Please do" is a yes, and not a courtesy before "do".
    while not _begins(start, _words().agrees) and (found := lead_in.match(start)):
        if found.end() >= len(start.rstrip(_SIGNS)):
            break
        start = start[found.end() :].lstrip(_SIGNS)
    nod = pattern_of(_words().nods).match(start)
    after = start[nod.end() :].lstrip(_SIGNS) if nod else ""
    return after if _begins(after, _words().agrees) else start


def _begins(start: str, phrases: tuple[str, ...]) -> bool:
    return pattern_of(phrases).match(start) is not None


def _signed(sentence: str) -> bool:
    return _YES_SIGNS.match(sentence) is not None


def _known(proposed: str) -> frozenset[str]:
    return frozenset(one.casefold() for one in _WORD.findall(proposed))


@cache
def _words(language: str = "en") -> _Words:
    """The words of a language; English is what there is. Read once, at the first use."""
    path = Path(__file__).parent / language / "consent.yml"
    return msgspec.yaml.decode(path.read_bytes(), type=_Words)
