"""Why the desk is not served."""

from __future__ import annotations


class CannotServe(Exception):
    """The desk cannot be served; the message says what to do, a line for each reason."""
