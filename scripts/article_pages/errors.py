"""Why articles could not be pulled, or their use not be read."""

from __future__ import annotations


class CannotPull(Exception):
    """A help centre does not answer as it should; the message says what to do."""


class CannotReport(Exception):
    """What came of articles cannot be read; the message says why."""
