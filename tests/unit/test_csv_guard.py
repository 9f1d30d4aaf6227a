"""What a spreadsheet would run is text in what it opens."""

from __future__ import annotations

import csv
import io

import pytest

from handoff.console.reports.csv_rows import csv_rows


def cell(value: str) -> str:
    """A value as a spreadsheet reads it."""
    return next(csv.reader(io.StringIO(csv_rows([[value]]).decode(), newline="")))[0]


@pytest.mark.parametrize(
    "value",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1"),
        *(
            "\ufeff=1",
            "\x00=1",
            "\x0b=1",
            "'=1",
            '"=1',
            "\uff1d1",
            "\uff0b1",
            "\uff0d1",
            "\uff20A1",
        ),
        *("\tplain", "\rplain", ";=1"),
    ],
)
def test_no_cell_begins_a_formula(value: str) -> None:
    """Whatever leads, seen or not, in either width."""
    assert cell(value).lstrip('; \u00a0\u200b\ufeff\x00\x0b"').startswith("'")


@pytest.mark.parametrize("value", ["a;=1", "a\t=1", "a\n=1", "a; +1", "a\r\n@x"])
def test_no_formula_begins_behind_what_separates_elsewhere(value: str) -> None:
    """Where another character separates cells the second one begins no formula either."""
    for separator in (";", "\t", "\n"):
        for part in cell(value).split(separator):
            assert not part.lstrip().startswith(("=", "+", "@"))


@pytest.mark.parametrize("value", ["Ada", "a=b", "5-3", "ada@example.com", "a; b", "", "\u00e9"])
def test_other_text_stays_as_it_is(value: str) -> None:
    """Nothing else is changed."""
    assert cell(value) == value
