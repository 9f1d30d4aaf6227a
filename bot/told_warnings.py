"""Log of Python's warnings: their kind and place, and none of their words."""

from __future__ import annotations

import logging
import warnings
from typing import Any, TextIO

logger = logging.getLogger(__name__)


def tell_places_only() -> None:
    """From now on a warning says where it comes from alone: Rasa's quote what customers say."""
    warnings.showwarning = _told


def _told(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> Any:
    logger.warning("%s at %s:%d", category.__name__, filename, lineno)
