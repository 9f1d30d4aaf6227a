"""Decision on what articles say to a message: one is told, some are asked about, or none. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import msgspec

from contracts.findings import Finding

ANSWER_FROM = 0.42
"""From this likeness on an article is told, if it also has the lead. By the curve that
`scripts/evaluate --articles` draws on every other question of `tests/articles/questions.yml` (the
first 97 for choosing, the others for judging) it is the right one 98 and 90 times of a hundred, and
3 of a hundred questions that no article answers are told something."""
ASK_FROM = 0.40
"""From here on titles are asked about. By the same curve, 94 and 88 of a hundred questions that no
article answers lie below, and for 94 and 90 of a hundred others above it the right one is among
three."""
LEAD = 0.06
"""By so much the first has to be likelier than the next to be told: else both are asked about.
Without it 88 and 82 of a hundred that are told are the right ones."""
_MOST_CHOICES = 3


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads, and when. `known` are the names of articles that did not help them already."""

    signed_in: bool
    today: dt.date
    known: Collection[str] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An article to be told; `others` are the next, should it not help."""

    finding: Finding
    others: tuple[Finding, ...] = ()


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What may be meant: topics by their intents, and articles by their titles, in one list."""

    meanings: tuple[str, ...]
    findings: tuple[Finding, ...]


Decision = Answer | Choice | None


def readable(findings: Sequence[Finding], reader: Reader) -> tuple[Finding, ...]:
    """Those that are for this reader, hold still, and are not known to them."""
    return tuple(one for one in findings if _is_for(one, reader))


def decide(
    findings: Sequence[Finding], reader: Reader, meanings: Sequence[str], acting: Collection[str]
) -> Decision:
    """What becomes of what was found; None where no article fits well.

    `meanings` are the intents that the message may have, three at most, the likeliest first; of
    these, those in `acting` look something up or do something, which no article may stand in the
    way of. What an article tells of one of them, its topic tells as well, and has the button.
    """
    found = [one for one in readable(findings, reader) if one.likeness >= ASK_FROM]
    if not found:
        return None
    first, *others = found
    if _is_clear(first, others) and not any(one in acting for one in meanings):
        return Answer(finding=first, others=tuple(others))
    offered = set(meanings)
    least = ANSWER_FROM if meanings else ASK_FROM
    beside = [
        one for one in found if one.likeness >= least and not offered.intersection(one.topics)
    ][: _MOST_CHOICES - len(meanings)]
    return Choice(meanings=tuple(meanings), findings=tuple(beside)) if beside else None


def in_passing(findings: Sequence[Finding], reader: Reader) -> Finding | None:
    """The article that is told in the middle of something else: only one that fits surely."""
    found = readable(findings, reader)
    return found[0] if found and _is_clear(found[0], found[1:]) else None


def _is_for(finding: Finding, reader: Reader) -> bool:
    if finding.article in reader.known or finding.audience == "agents":
        return False
    if finding.until is not None and finding.until < reader.today:
        return False
    return finding.audience == "everyone" or reader.signed_in


def _is_clear(first: Finding, others: Sequence[Finding]) -> bool:
    ahead = not others or first.likeness >= others[0].likeness + LEAD
    return first.likeness >= ANSWER_FROM and ahead
