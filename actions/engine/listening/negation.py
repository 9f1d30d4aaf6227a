"""Scopes of negators: how far a "not" reaches in a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from actions.engine.listening.polarity_words import PolarityWords

_HARD_END = re.compile(r"[.;:!?\n]|\s[-\N{EN DASH}\N{EM DASH}]\s")
# "No smoke, smell or fire": short pieces up to an "or" go on with the denial.
_GOES_ON = re.compile(r",\s*(?:\w+\s?){1,3}(?:,\s*(?:\w+\s?){1,3})*\s*\b(?:n?or)\b", re.IGNORECASE)
_LONGEST = 80
"""Letters that a denial reaches at most."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """From `start` to `end` is denied by the cue between `cue_start` and `cue_end`."""

    start: int
    end: int
    cue_start: int
    cue_end: int

    def holds(self, start: int) -> bool:
        """Whether what begins there is denied."""
        return self.start <= start < self.end


def scopes(text: str, words: PolarityWords) -> Iterator[Scope]:
    """What each negator of a text denies, in their order."""
    harmless = [one.span() for one in words.not_negating.finditer(text)]
    harmless += [one.span() for one in words.bare_no.finditer(text)]
    for cue in words.negators.finditer(text):
        if any(start <= cue.start() < end for start, end in harmless):
            continue
        end = _end(text, cue.end(), words)
        if end > cue.end():
            yield Scope(start=cue.end(), end=end, cue_start=cue.start(), cue_end=cue.end())


def _end(text: str, begin: int, words: PolarityWords) -> int:
    hard = _HARD_END.search(text, begin)
    end = min(hard.start() if hard else len(text), begin + _LONGEST)
    for found in re.finditer(",", text[begin:end]):
        at = begin + found.start()
        if not _GOES_ON.match(text, at):
            end = at
            break
    return min(end, _soft_end(text, begin, end, words))


def _soft_end(text: str, begin: int, end: int, words: PolarityWords) -> int:
    """Where a conjunction, or a statement of its own, ends it earlier."""
    ends = [one.start() for one in words.scope_ends.finditer(text, begin, end)]
    thought = words.thinking.match(text[begin:end].lstrip())
    if thought is None:
        ends += [
            one.start()
            for one in words.new_statements.finditer(text, begin, end)
            if text[begin : one.start()].strip()
        ]
    return min((one for one in ends if one > begin), default=end)
