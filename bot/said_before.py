"""Window over what a customer wrote last: an answer or a question says little without it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.core.events import Event, UserUttered

_TURNS = 2
_LONGEST = 300
"""Characters: the last words of a long story say best what it is about by now."""
_NOT_TYPED = ("/", "EXTERNAL:")


def said_before(events: Iterable[Event]) -> str:
    """What was typed in the last two turns of `events` (oldest first), as one text.

    What a turn counted as in the end stands behind it as a message of its own: the first counts.
    """
    turns: dict[str, str] = {}
    for event in reversed(list(events)):
        if not isinstance(event, UserUttered) or not _is_typed(event):
            continue
        turn = str(event.metadata.get("turn_id") or event.message_id)
        if turn not in turns and len(turns) == _TURNS:
            break
        turns[turn] = event.text or ""
    return "\n".join(reversed(turns.values()))[-_LONGEST:]


def _is_typed(event: UserUttered) -> bool:
    return bool(event.text) and not str(event.text).startswith(_NOT_TYPED)
