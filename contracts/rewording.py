"""Contract of changed words: a customer's message says something else now, or nothing any more."""

from __future__ import annotations

import re
from typing import Any

import msgspec

REWORD_PATH = "/webhooks/bridge/reword"
LONG_ENOUGH = 12
"""Characters of words that can only have been theirs, wherever they stand; fewer count in texts."""
TEXTS = frozenset({"text", "words", "said"})


class Rewording(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot has to find in a conversation, and what is to stand there from now on.

    Sent again until it is answered 200; done twice it changes nothing.
    """

    conversation_id: str
    old: str
    new: str


def reworded(value: Any, old: str, new: str, name: str = "") -> Any:
    """The same JSON with new words; `name` is that of the field which holds it."""
    if isinstance(value, dict):
        return {key: reworded(each, old, new, key) for key, each in value.items()}
    if isinstance(value, list):
        return [reworded(each, old, new, name) for each in value]
    if not isinstance(value, str) or old not in value:
        return value
    if len(old) >= LONG_ENOUGH:
        return value.replace(old, new)
    if name not in TEXTS:
        return value
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, value)
