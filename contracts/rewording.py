"""Contract of changed words: a customer's message says something else now, or nothing any more."""

from __future__ import annotations

import msgspec

REWORD_PATH = "/webhooks/bridge/reword"


class Rewording(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot has to find in a conversation, and what is to stand there from now on.

    Sent again until it is answered 200; done twice it changes nothing.
    """

    conversation_id: str
    old: str
    new: str
