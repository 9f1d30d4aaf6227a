"""Why customers of the foreign shop could not be played."""

from __future__ import annotations


class CannotPlay(Exception):
    """A part that is needed is missing or did not start; the message says what to do."""
