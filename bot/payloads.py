"""Parser of payloads: what a button of ours says, as parse data. What is typed never comes here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

import msgspec
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME, INTENT_MESSAGE_PREFIX

from bot.errors import BadTurn
from bot.parse_data import ParseData, certain

_PAYLOAD = re.compile(r"/(?P<intent>[^{@\s]+)\s*(?P<entities>\{.*\})?\s*", re.DOTALL)
_LEADING = re.compile(r"^[\s/]+")
Value = str | int | float | bool
"""What an entity of a button may be."""


class Known(Protocol):
    """A domain's intents and entities."""

    intents: list[str]
    entities: list[str]


def is_payload(button_id: str) -> bool:
    """Whether a button sends an intent, and not words."""
    return button_id.startswith(INTENT_MESSAGE_PREFIX)


def words(text: str) -> str:
    """What was typed, without the slashes and blanks of any script that it begins with.

    Nothing that reads it, now or later, may take it for a payload.
    """
    return _LEADING.sub("", text).rstrip()


def clause_words(clause: str) -> str:
    """The same of a part of a text, in whose places everything has to stay."""
    return _LEADING.sub(lambda found: found[0].replace(INTENT_MESSAGE_PREFIX, "."), clause)


def pressed(payload: str, domain: Known) -> ParseData:
    """Parse data of a payload; an intent that the bot no longer has is one not understood.

    Raises `BadTurn` for one that is malformed, or whose values are of no type for an entity.
    """
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        raise BadTurn("A button's payload is not an intent with a JSON object of entities.")
    if found["intent"] not in domain.intents:
        return certain(DEFAULT_NLU_FALLBACK_INTENT_NAME, payload, [])
    place = {"start": found.start("entities"), "end": found.end("entities")}
    given = _decoded(found["entities"] or "{}")
    entities = [
        {"entity": name, "value": value, **place}
        for name, value in _single(given)
        if name in domain.entities
    ]
    return certain(found["intent"], payload, entities)


def _decoded(entities: str) -> dict[str, Value | list[Value]]:
    try:
        return msgspec.json.decode(entities, type=dict[str, Value | list[Value]])
    except msgspec.MsgspecError as exc:
        raise BadTurn("The entities of a button's payload are not plain values.") from exc


def _single(given: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            yield name, one
