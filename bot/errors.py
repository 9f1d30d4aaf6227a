"""What can go wrong inside the bot; each class's docstring is its default message."""

from __future__ import annotations

import inspect


class BotError(Exception):
    """The bot failed."""

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or inspect.getdoc(type(self)))


class SettingsError(BotError):
    """A setting is missing or makes no sense."""


class TrainingFailed(BotError):
    """The training data cannot be trained; the last model stays in place."""


class EncoderMissing(BotError):
    """The sentence encoder's model is missing: run scripts/setup."""


class TurnFailed(BotError):
    """The turn failed; nothing of it was saved, so that it is safe to send it again."""

    status = 500
    code = "internal"


class Unauthorized(TurnFailed):
    """Send the bot's token as `Authorization: Bearer <token>`."""

    status = 401
    code = "unauthorized"


class BadTurn(TurnFailed):
    """The body is not a turn."""

    status = 400
    code = "bad_turn"


class ActionFailed(TurnFailed):
    """An action failed; nothing of the turn was saved, so that it is safe to send it again."""

    status = 502
    code = "action_failed"


class ActionsUnavailable(TurnFailed):
    """Nobody listens at the action server's address; nothing of the turn was saved."""

    status = 503
    code = "actions_unavailable"


class NoReply(TurnFailed):
    """The bot had neither a reply nor a handoff; nothing of the turn was saved."""

    status = 502
    code = "no_reply"


class StoreUnavailable(TurnFailed):
    """The tracker store cannot be read or written; nothing of the turn was saved."""

    status = 503
    code = "store_unavailable"


class StaleTracker(StoreUnavailable):
    """The conversation went on elsewhere while this turn ran; nothing of the turn was saved."""
