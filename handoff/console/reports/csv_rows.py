"""Serializer of rows into CSV (RFC 4180) that a spreadsheet may open without harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

Value = str | int | float | datetime | None

_UNSEEN = r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff\"']*"
_FORMULA = re.compile(rf"((?:^|[;\t\r\n]){_UNSEEN})(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a spreadsheet would begin to take a text for a formula: at its beginning, behind whatever
is not seen, in either width; and behind what separates cells in other countries."""
_SEPARATORS = (";", "\t", "\r", "\n")


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
        guarded = _FORMULA.sub(r"\1'", value)
        return f"'{guarded}" if value.startswith(_SEPARATORS) else guarded
    return "" if value is None else value
