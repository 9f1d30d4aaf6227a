"""Two problems in one message are told from one problem in two sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.splitting import LONGEST, Part, parts, sides_of, two_matters
from contracts.business import read_profile

SHOP = sides_of(read_profile(Path(__file__).parents[2]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my card is late", ["my card is late"]),
        ("My card is late. Can I get an invoice?", ["My card is late.", "Can I get an invoice?"]),
        ("my card is late, also i need an invoice", ["my card is late", "i need an invoice"]),
        (
            "my card is late and also my password doesn't work",
            ["my card is late", "my password doesn't work"],
        ),
        ("card late and I need an invoice", ["card late", "I need an invoice"]),
        ("the mouse and keyboard are missing", ["the mouse and keyboard are missing"]),
        ("one\ntwo", ["one", "two"]),
        ("", []),
    ],
)
def test_where_a_message_is_taken_apart(text: str, found: list[str]) -> None:
    """At sentences, lines, and words that begin something new, but not within a list of goods."""
    assert [part.text for part in parts(text)] == found


def test_what_is_announced_as_new() -> None:
    """Only the part right after the announcing words."""
    found = parts("A is late. It is red. Another thing: my invoice. It is wrong.")
    assert [part.new for part in found] == [False, False, True, False]


def test_a_novel_is_not_parsed_forever() -> None:
    """The number of parts has an end."""
    assert len(parts("so. " * 99)) == LONGEST


@pytest.mark.parametrize(
    ("intents", "new", "two"),
    [
        (["order_missing", "get_invoice"], False, (0, 1)),
        (["greet", "order_missing", "thanks", "recover_password"], False, (1, 3)),
        (["order_missing", "get_refund"], False, None),
        (["order_missing", "get_refund"], True, (0, 1)),
        (["order_missing", "order_missing"], True, None),
        (["troubleshoot_crash", "troubleshoot_overheating"], False, None),
        (["order_missing", "nlu_fallback"], True, None),
        (["complaint", "order_missing"], True, None),
        ([], False, None),
    ],
)
def test_what_counts_as_two(intents: list[str], new: bool, two: tuple[int, int] | None) -> None:
    """Different matters; several sides of one order only where the second is announced."""
    found = [Part(text=intent, new=new) for intent in intents]
    assert two_matters(found, intents, SHOP) == two


def test_without_a_word_of_the_business_every_intent_is_a_problem_of_its_own() -> None:
    """Only what every business has is none."""
    found = [Part(text="a"), Part(text="b")]
    assert two_matters(found, ["order_missing", "get_refund"]) == (0, 1)
    assert two_matters(found, ["review", "get_refund"]) == (0, 1)
    assert two_matters(found, ["greet", "get_refund"]) is None
