"""What can go wrong behind the CRM port."""

from __future__ import annotations


class CrmError(Exception):
    """The CRM could not do what was asked of it."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (self.__doc__ or "").strip().splitlines()[0])


class CrmUnavailable(CrmError):
    """The CRM did not answer in time or could not be reached; trying again later may work."""


class CrmForbidden(CrmUnavailable):
    """The CRM does not let the desk do this: its key or a right of it is missing."""


class CrmUncertain(CrmError):
    """The CRM was told to write something and its answer was lost: it may be done, or not.

    Whoever hears it looks for the effect before anything is written again.
    """


class CrmNotFound(CrmError):
    """The CRM has no record under that id."""


class CrmRefused(CrmError):
    """The CRM's own rules forbid this, for instance a replacement of a line already replaced."""


class CrmUnable(CrmRefused):
    """No system that this desk is connected to can do this."""


class CrmKeyReused(CrmError):
    """The idempotency key was used before for another kind of write."""


class CrmMisconfigured(CrmError):
    """CRM_URL names no adapter that this desk has."""
