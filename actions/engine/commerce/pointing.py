"""Lines that are pointed at without a name: “both”, “the other one”, “the first and the third”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.engine.case.reading import ordinal
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.choosing import described, priced
from actions.engine.commerce.vocabulary import Vocabulary

_JOINTS = re.compile(r",|;|\band\b|&|\+", re.IGNORECASE)


def pointed_at(
    text: str, pool: Sequence[Bought], context: Sequence[Bought], words: Vocabulary
) -> Sequence[Bought]:
    """The lines that the words point at, out of the context, else out of `pool`; may be empty."""
    free = context or pool
    alike = [one for one in pool if any(_alike(one, other) for other in context)]
    if context and words.cue("other").search(text):
        spoken_of = {one.key for one in context}
        return [one for one in alike if one.key not in spoken_of]
    if context and words.cue("both", "all_of_them", "everything").search(text):
        return context
    among = alike if len(context) == 1 and len(alike) > 1 else free
    narrowed = described(text, among, words)
    # “The cheaper one” compares with what was spoken of, never with all that was ever bought.
    if context or not words.cue("cheaper", "dearer").search(text):
        narrowed = priced(text, narrowed, words)
    if len(narrowed) < len(among):
        return narrowed
    return free if len(free) == 1 else _by_place(text, free)


def _by_place(text: str, free: Sequence[Bought]) -> Sequence[Bought]:
    """“The first and the third”, by their places in the list."""
    places = {ordinal(part, len(free)) for part in _JOINTS.split(text)} - {None}
    return [one for place, one in enumerate(free) if place in places]


def _alike(one: Bought, other: Bought) -> bool:
    return one.line.family_id == other.line.family_id and one.line.category == other.line.category
