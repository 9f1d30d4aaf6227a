"""Serializer of rows into CSV (RFC 4180) that a spreadsheet may open without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

Value = str | int | float | datetime | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows in UTF-8; what is None is empty."""
    written = io.StringIO()
    csv.writer(written).writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode()


def csv_headers(name: str) -> dict[str, str]:
    """The headers of an answer that is saved as a file of that name."""
    return {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "Cache-Control": "no-store",
    }


def _cell(value: Value) -> str | int | float:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        # A spreadsheet would take what begins like this for a formula.
        return f"'{value}" if value.startswith(_FORMULA) else value
    return "" if value is None else value
