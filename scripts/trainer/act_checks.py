"""What has to hold of the phrases of acts: each does one thing at a time, each kind has enough."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from contracts.acts import ActPhrase, Kind

FEWEST_PHRASES = 10
"""Different ones that a kind of act needs to be told from others."""


def phrases_of_two_acts(phrases: Iterable[ActPhrase]) -> Iterator[str]:
    """After the same, a phrase does one thing, and is written there once."""
    known: dict[str, list[ActPhrase]] = defaultdict(list)
    for phrase in phrases:
        for other in known[phrase.plain]:
            if shared := [one for one in phrase.kind.after if one in other.kind.after]:
                yield _contradiction(phrase, other, shared[0])
        known[phrase.plain].append(phrase)


def too_few_of_an_act(phrases: Iterable[ActPhrase]) -> Iterator[str]:
    """Ten different ones of each act in its contexts, and of each question."""
    found = {(phrase.kind, phrase.plain): phrase for phrase in phrases}
    counts = Counter(kind for kind, _ in found)
    places = {kind: phrase.place.rpartition(":")[0] for (kind, _), phrase in found.items()}
    for kind, count in counts.items():
        if count < FEWEST_PHRASES:
            yield (
                f"{places[kind]}: {named(kind)} has {count} phrases, and needs {FEWEST_PHRASES}:"
                " write more, or put them under an “after” that has more"
            )


def named(kind: Kind) -> str:
    """A kind as trainers write it."""
    asks = f" ({kind.asks})" if kind.asks else ""
    return f"{kind.act}{asks} after {', '.join(kind.after)}"


def _contradiction(phrase: ActPhrase, other: ActPhrase, context: str) -> str:
    both = [one.kind.asks or one.kind.act for one in (other, phrase)]
    where = f"twice in {both[1]}" if both[0] == both[1] else f"in {both[0]} and in {both[1]}"
    return (
        f"{phrase.place}: “{phrase.text}” is {where}, both after {context} (see {other.place}):"
        " take one of them out"
    )
