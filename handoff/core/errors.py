"""Errors: what the bridge refuses, and why; each has a code that pages and callers can act on."""

from __future__ import annotations


class HandoffError(Exception):
    """The bridge could not do what was asked of it."""

    code = "error"
    status = 400

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (self.__doc__ or "").strip().splitlines()[0])

    @property
    def message(self) -> str:
        """The sentence that a person reads."""
        return str(self)


class BadRequest(HandoffError):
    """Something in the request is missing or malformed."""

    code = "bad_request"


class Unauthorized(HandoffError):
    """Please log in."""

    code = "unauthorized"
    status = 401


class Forbidden(HandoffError):
    """You may not do that."""

    code = "forbidden"
    status = 403


class CodeNeeded(Unauthorized):
    """Your app's code is needed as well, or one of your recovery codes."""

    code = "code_needed"


class NotConfirmed(Forbidden):
    """Please enter your password again."""

    code = "not_confirmed"


class FactorNeeded(Forbidden):
    """Admins of this desk need a second factor: set yours up first."""

    code = "factor_needed"


class NotFound(HandoffError):
    """There is no such thing here (any more)."""

    code = "not_found"
    status = 404


class Conflict(HandoffError):
    """Somebody was faster."""

    code = "conflict"
    status = 409


class LinkOver(Conflict):
    """This link has expired, or its conversation has ended."""

    code = "link_over"


class NotOwner(Conflict):
    """You no longer have this conversation. Your text was kept in the box and was not sent."""

    code = "not_owner"


class OfferGone(Conflict):
    """This offer has gone to somebody else or has expired."""

    code = "offer_gone"


class TooLong(HandoffError):
    """The message is too long."""

    code = "too_long"
    status = 413


class Blocked(HandoffError):
    """You cannot write to us here. What you wrote was not passed on."""

    code = "blocked"
    status = 403


class TooMany(HandoffError):
    """Too many tries. Please wait a minute."""

    code = "too_many"
    status = 429


class Unavailable(HandoffError):
    """Something that this needs does not answer just now. Please try again in a moment."""

    code = "unavailable"
    status = 503


class InvalidPacket(HandoffError):
    """The handoff packet does not fit its schema."""

    code = "invalid_packet"
    status = 500


class Misconfigured(HandoffError):
    """A setting is missing or wrong."""

    code = "misconfigured"
    status = 500
