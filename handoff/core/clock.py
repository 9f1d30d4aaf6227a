"""Port: the clock, which the caller hands in, so that rules and use cases ask nobody the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Tells the time now, aware and in UTC."""
