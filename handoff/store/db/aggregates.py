"""Expressions of SQL that count, as every query counts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def count_where(fits: Any) -> Any:
    """How many rows of a group fit a condition; NULL where there are no rows at all."""
    return sa.func.sum(sa.case((fits, 1), else_=0))
