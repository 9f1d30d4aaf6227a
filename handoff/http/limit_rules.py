"""Table of limits: who may do what how often, one rule a line. Figures only."""

from __future__ import annotations

import msgspec

MINUTE, TEN_MINUTES = 60, 600
A_MOMENT = "That was a lot at once. Please wait a moment and send it again."
A_MINUTE = "Too many calls from here. Please wait a minute."
FILES = "Those were a lot of files at once. Please wait a minute."


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """`most` times within `seconds` for each key.

    A rule `of_place` is for all who share an address, whoever they are: there may be an office
    behind it, so it is wide, and `PLACE_LIMIT_FACTOR` makes it wider.
    """

    name: str
    most: int
    seconds: int = MINUTE
    of_place: bool = False
    says: str | None = A_MINUTE
    """None for tries that have failed: then the time to wait is told."""


SESSIONS = Rule(name="sessions", most=600, of_place=True)
INVITATIONS = Rule(name="invitations", most=600, of_place=True)
LINKS = Rule(name="links", most=120, of_place=True)
CONNECTIONS = Rule(name="connections", most=600, of_place=True)
MESSAGES = Rule(name="messages", most=30, says=A_MOMENT)
MESSAGES_OF_CONVERSATION = Rule(name="conversation", most=60, says=A_MOMENT)
MESSAGES_OF_PLACE = Rule(name="messages_of_place", most=600, of_place=True, says=A_MOMENT)
SYNCS = Rule(name="syncs", most=60)
SIGNS = Rule(name="signs", most=240)
"""That something has arrived or was read, and that a conversation is over."""
TYPING = Rule(name="typing", most=60)
LOOKS = Rule(name="looks", most=20)
"""Changes of page."""
UPLOADS = Rule(name="uploads", most=20, seconds=5 * MINUTE, says=FILES)
UPLOADS_OF_PLACE = Rule(
    name="uploads_of_place", most=60, seconds=5 * MINUTE, of_place=True, says=FILES
)
AGENT_UPLOADS = Rule(name="agent_uploads", most=200, seconds=5 * MINUTE, says=FILES)
LOGINS = Rule(name="logins", most=10, seconds=TEN_MINUTES, says=None)
"""Failures with one e-mail address from one place, or in one browser that is known."""
LOGINS_OF_PLACE = Rule(
    name="logins_of_place",
    most=100,
    seconds=TEN_MINUTES,
    of_place=True,
    says=None,
)
"""Failures from one place, whatever the e-mail addresses; known browsers are not concerned."""
CODES = Rule(name="codes", most=10, seconds=TEN_MINUTES, says=None)
"""Wrong codes of an account's second factor, in one browser that is known or in all others."""
CONFIRMATIONS = Rule(name="confirmations", most=10, seconds=TEN_MINUTES, says=None)
"""Wrong passwords of an account from whoever is logged in with it."""
PASSWORD_LINKS = Rule(name="password_links", most=60, seconds=TEN_MINUTES, of_place=True)
WRONG_TOKENS = Rule(name="wrong_tokens", most=30, seconds=TEN_MINUTES, of_place=True)
TOKEN_CALLS = Rule(name="token_calls", most=1_200)
"""Of one API token."""
UNSIGNED_WEBHOOKS = Rule(name="unsigned_webhooks", most=60, of_place=True)
"""What is signed is never refused: platforms stop a channel that refuses."""
