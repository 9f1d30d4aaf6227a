"""Why nothing could be gathered."""

from __future__ import annotations


class CannotGather(Exception):
    """The conversation log cannot be read; the message says why."""
