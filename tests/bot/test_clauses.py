"""Clauses: where what a customer wrote is taken apart."""

from __future__ import annotations

import pytest

from bot.clauses import MOST, clauses


def said(text: str) -> list[str]:
    """The clauses of a text, without the words that only lead to them."""
    return [text[span.said : span.end] for span in clauses(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ok do that. and the other one?", ["ok do that.", "the other one?"]),
        ("it hums\nwhat now", ["it hums", "what now"]),
        ("my card is late, also i need an invoice", ["my card is late", "i need an invoice"]),
        ("the mouse and the psu", ["the mouse and the psu"]),
        ("...", ["..."]),
        ("", []),
    ],
)
def test_a_text_is_taken_apart_where_something_new_is_said(text: str, found: list[str]) -> None:
    """At the ends of sentences and lines, and at words that begin something else."""
    assert said(text) == found


def test_a_long_text_has_few_clauses_that_hold_it_all() -> None:
    """Nothing of a long e-mail is left out."""
    text = " ".join(f"Sentence number {number} of it." for number in range(30))
    spans = clauses(text)
    assert len(spans) == MOST
    assert (spans[0].start, spans[-1].end) == (0, len(text))
