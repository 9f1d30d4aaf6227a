"""Splitter of a brief's sentences, with what stands in brackets or behind an `if` by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(#])|\n+")
_TURN = re.compile(
    r"\s*[,;]\s*(?:but\s+|and\s+)?(?=(?:if|when) (?:the agent|it|that|there)\b)"
    r"|\s+(?:but|and)\s+(?=(?:if|when) the agent\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_HIDDEN = re.compile(r"reveal|\bshare\b|\bmention\b|forg[eo]t|tell the agent", re.IGNORECASE)
_GIVEN_IN_TURN = re.compile(r"\b(?:say|provide)\b.*(?:'W'|\b\d{5,7}\b)", re.IGNORECASE)
_RANKED = re.compile(r"\bprefer\s+([^().,;]*>[^().,;]*)", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[.!?;:])\s+|,\s+(?:and\s+|so\s+)?(?=I\b)")
_DOING = re.compile(r"\b(?:exchang|return|cancel|modif|chang|upgrad|refund|undo|know|tell)", re.I)
_OF_THE_LAST = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)


def parts(text: str) -> Iterator[str]:
    """Sentence by sentence. What is given one after the other is left out: these are facts."""
    for sentence in _SENTENCE.split(text):
        for whole in _with_asides(sentence):
            for part in _TURN.split(whole):
                if part.strip(" .,;") and not _GIVEN_IN_TURN.search(part):
                    yield part.strip(" ;")


def ranked(text: str) -> tuple[str, ...]:
    """The order of a preference that is written as `battery > USB > AC`, best first."""
    found = _RANKED.search(text)
    return tuple(one.strip() for one in found[1].split(">")) if found else ()


def shortened(text: str) -> str:
    """A wish in fewer words: its clauses that want something done, each with what it is about."""
    clauses = [one.strip(" .,;:") for one in _CLAUSE.split(text)]
    kept: set[int] = set()
    for at, clause in enumerate(clauses):
        if _DOING.search(clause):
            kept |= {at, at - 1} if at and _OF_THE_LAST.search(clause) else {at}
    said = [clauses[at] for at in sorted(kept)]
    return (
        " ".join(one[:1].upper() + one[1:] + ("" if one[-1] == "?" else ".") for one in said)
        or text
    )


def _with_asides(sentence: str) -> Iterator[str]:
    """What is in brackets: a direction goes, a condition is a sentence of its own."""
    alone = re.fullmatch(r"\s*\(([^()]*)\)\W*", sentence)
    whole = alone[1] if alone else sentence
    asides = _ASIDE.findall(whole)
    yield _ASIDE.sub(_aside, whole)
    yield from (one for one in asides if _is_sentence(one))


def _aside(bracket: re.Match[str]) -> str:
    inside = bracket[1]
    if best := ranked(inside):
        return f", and you prefer {', then '.join(best)}"
    return "" if _HIDDEN.search(inside) or _is_sentence(inside) else f" ({inside})"


def _is_sentence(aside: str) -> bool:
    return bool(re.search(r"\bif\b", aside, re.IGNORECASE)) and not _HIDDEN.search(aside)
