"""Danger in what a customer says: to people, to their money or to data. Pure.

Missing one is far worse than a false alarm, so nothing takes a word back but a plain denial:
neither a question, nor a "maybe", nor that it works again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from actions.engine.case.turn import Turn
from actions.engine.listening.polarity import negated
from actions.engine.words.cues import DangerKind, Found
from contracts.listening import Clause

OF_A_KIND = ("danger", "danger_kind", "danger_first")
"""How the ids of the texts of a kind begin: what is said; and for colleagues what it is, and what
is done first."""
SURE = 0.9
"""From this confidence on, an intent of danger is believed without a word of the list."""
LIKELY = 0.6
"""From this confidence on it is believed where the whole message means nothing else."""
_NO_REPORT = frozenset({"wishes", "asks_about"})
_PLAIN = 0.6
"""From this confidence on the classifier of acts is believed."""


class Danger(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of danger, whose skill it needs, and the customer's words that tell of it.

    `language` is the code of the one that it was told in, where the bot does not speak that.
    """

    kind: str
    skill: str
    words: str
    language: str = ""


def danger_in(turn: Turn, dangers: Mapping[str, DangerKind]) -> Danger | None:
    """The first danger, in the order of the table, that a typed turn tells of."""
    for kind in dangers.values():
        found = next(_meant(kind, turn.text), None)
        if found is not None:
            said = turn.text[found.start : found.end]
            return Danger(kind=kind.name, skill=kind.skill, words=_clause_with(turn, said))
    return _read(turn, dangers)


def _meant(kind: DangerKind, text: str) -> Iterator[Found]:
    return (one for one in kind.found(text) if not _denied(one, text))


def _denied(found: Found, text: str) -> bool:
    return any(negated(text, *part) for part in found.parts)


def _clause_with(turn: Turn, said: str) -> str:
    """The clause that has the words; they alone where they are spread over several."""
    return next((one.text for one in turn.clauses if said in one.text), said)


def _read(turn: Turn, dangers: Mapping[str, DangerKind]) -> Danger | None:
    """What the intents of the clauses tell."""
    kinds = {intent: kind for kind in dangers.values() for intent in kind.intents}
    best = next(iter(turn.ranking), None)
    # "Rather one with a battery" names a thing, in a message that is surely a wish.
    open_to_things = best is None or best.name in kinds or best.confidence < SURE
    for text, intent in readings(turn, SURE):
        kind = kinds.get(intent)
        hinted = kind and _hinted(kind, text, by_things=open_to_things)
        if kind and hinted and not _set_right(text, dangers):
            return Danger(kind=kind.name, skill=kind.skill, words=text)
    return None


def _hinted(kind: DangerKind, text: str, *, by_things: bool) -> bool:
    return any(not negated(text, *one) for one in kind.hinted(text, by_things=by_things))


def _set_right(text: str, dangers: Mapping[str, DangerKind]) -> bool:
    """Whether words of danger were found and counted for nothing: denied, or of something else."""
    return any(
        one.looks_harmless(text) or next(one.found(text), None) is not None
        for one in dangers.values()
    )


def readings(turn: Turn, sure: float) -> Iterator[tuple[str, str]]:
    """Each text with what it means, that `sure`: clauses that report something, then the turn."""
    reports = [one for one in turn.clauses if _reports(one)]
    whole = [(turn.text, turn.ranking)] if reports or not turn.clauses else []
    for text, ranking in (*((one.text, one.intents) for one in reports), *whole):
        if ranking and ranking[0].confidence >= sure:
            yield text, ranking[0].name


def _reports(clause: Clause) -> bool:
    """Whether it tells something: who wishes for a thing, or asks about one, is in no danger."""
    row = clause.acts.get("nothing", ())
    return not (row and row[0].name in _NO_REPORT and row[0].confidence >= _PLAIN)
