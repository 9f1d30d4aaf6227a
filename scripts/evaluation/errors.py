"""Why there is no evaluation."""

from __future__ import annotations


class CannotEvaluate(Exception):
    """There is nothing to evaluate; the message says what to do."""
