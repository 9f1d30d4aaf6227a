"""Clauses: where what a customer wrote is taken apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clauses import MOST, clauses

PIECES = st.sampled_from([
    "and", "but", "also", "btw", "i want", "the mouse", "is broken", "it", "my order", "how long",
    "where is", "can you", "please", "no", "yes", "ok", "if", "1.", "2.", "(a)", "(b)", ",", ".",
    "?", "!", "…", "...", "-", "\n", "\n\n", ";", "1,99", "www.example.com/a?b=c",
    "joe@example.org", "e.g.", "don't", "👍", "Smith", "A. Smith", "#4471", "(", ")", "/",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


def apart(text: str) -> list[str]:
    """The clauses of a text."""
    return [text[span.start : span.end] for span in clauses(text)]


@given(TEXTS)
def test_clauses_hold_every_word_in_order_and_never_overlap(text: str) -> None:
    """Between them stands nothing but blanks, and there are eight at most."""
    spans = clauses(text)
    assert len(spans) <= MOST
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    assert [one for one in apart(text) if not one or one != one.strip()] == []
    between = "".join(text[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2))
    assert between.strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "ok do that. | and what about the other one",
        "it hums\n| what now",
        "what now? | it hums! | help",
        "where is it?| i need it",
        "it was broken.| I want my money",
        "hm... where is it... | i paid last week",
        "my parcel came;| it was empty",
    ],
)
def test_sentences_and_lines_are_clauses(text: str) -> None:
    """Also where no blank follows the mark."""
    assert_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. my lamp is broken | 2. the bill is wrong | 3. where is my refund",
        "two things: | 1) my lamp is broken | 2) the bill is wrong",
        "(a) my lamp is broken | (b) the bill is wrong",
        "hello,\n| - my lamp is broken\n| - the bill is wrong",
        "I ordered 2. | It came today",
    ],
)
def test_items_of_a_list_are_clauses(text: str) -> None:
    """With their numbers, letters or dashes; a number alone is no list."""
    assert_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "my card is late, | also i need an invoice",
        "my card is late | and also my password doesn't work",
        "the parcel came on Monday | but the glass has a crack",
        "yes do it | but how long does it take",
        "my order is late, | where is it",
        "yes please, | how long does it take",
        "yes, | and what about my refund",
        "do that, | and the other one?",
        "ok do that | and send me the invoice",
        "i dont want a voucher, | i want my money back",
        "forget it, | get me someone",
        "where is my refund | oh and the lid is missing",
        "the lid is missing btw | my order is late too",
        "i bought the lamp | and the kettle is broken",
        "where is my order | and if it's lost can i get a refund",
        "can you tell me when it ships | and how much it costs",
        "if i keep the lamp do i lose my voucher, | and is the kettle late",
        "tell me how many tries you get, | and who pays for the post",
    ],
)
def test_main_clauses_are_parted_where_they_are_joined(text: str) -> None:
    """By a comma, by and, but, also, oh and, btw, before a question, a wish or a subject."""
    assert_apart(text.replace("btw |", "| btw"))


@pytest.mark.parametrize(
    "text",
    [
        "my lamp is broken | i want a refund | can you send a label",
        "its been 2 weeks | i want to cancel",
        "i cant find the black lamp i want to buy",
        "i said i want a refund",
        "how can i get a refund",
        "do you know how long it takes",
        "yes i want that",
    ],
)
def test_wishes_and_questions_need_no_mark(text: str) -> None:
    """People leave them out; what goes on with what was begun stays with it."""
    assert_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "the lamp and the kettle",
        "i ordered the lamp and the kettle",
        "I never got the lamp and the kettle i ordered",
        "the lamp, the kettle and two cups",
        "the wrong colour and size",
        "if it already left then leave it",
        "if it's late, i want my money back",
        "yes but only if it's free and i get it friday",
        "yes but if it costs extra then no",
        "cancel it and refund me",
        "i'd like to return it and get my money back",
        "my wife, who ordered it, is angry",
        "tell me how long it takes",
        "I wonder how long that takes",
        "the refund i want is 20",
    ],
)
def test_goods_in_a_row_and_side_clauses_stay_together(text: str) -> None:
    """They say one thing."""
    assert_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "no, 21 not 12",
        "no. 21 not 12",
        "ok but how long does it take",
        "ok, how long does it take",
        "no wait, first tell me what it costs",
        "hi, where is my order",
    ],
)
def test_what_only_leads_to_something_stays_with_it(text: str) -> None:
    """A yes or a no that goes on is none by itself."""
    assert_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "I paid 1,99 | and got nothing. | See www.example.com/a.b?c=d. | Thanks".replace(
            " |", "", 1
        ),
        "write to joe.bloggs@example.org. | my order no. 4411 is late",
        "Dr. Meyer ordered it. | he is away",
        "A. Smith signed for it",
        "e.g. the lamp, the kettle etc. and a cup",
        "it was due on 12.03.2026 at 10:30 for 1.299,00",
    ],
)
def test_points_that_end_no_sentence_part_nothing(text: str) -> None:
    """In numbers, addresses and abbreviations."""
    assert_apart(text)


def test_a_line_that_a_program_has_broken_is_one() -> None:
    """Mail programs break long lines; what goes on in small letters belongs to it."""
    line = "the delivery of the second parcel of my order was due"
    assert apart(f"{line}\non tuesday") == [f"{line}\non tuesday"]
    assert apart(f"{line}\nOn tuesday") == [line, "On tuesday"]


def test_messages_in_a_row_are_clauses() -> None:
    """Each says its own thing."""
    assert apart("yes\nhow long does it take\nand my invoice") == [
        "yes",
        "how long does it take",
        "and my invoice",
    ]


@pytest.mark.parametrize(
    "text",
    ["my lamp is late, also my bag is torn", "ok. another thing, my bag is torn", "ok\nbtw my bag"],
)
def test_words_for_something_else_are_noted(text: str) -> None:
    """The second clause is announced, the first one is not."""
    assert [span.announced for span in clauses(text)] == [False, True]


def test_a_long_text_is_parted_beside_its_questions_first() -> None:
    """Nothing of a long e-mail is left out; of a story, sentences are read together."""
    story = " ".join(f"I did thing {number} then." for number in range(30))
    found = apart(f"{story} Where is my money? {story}")
    assert len(found) == MOST
    assert "Where is my money?" in found
    assert re.sub(r"\s", "", "".join(found)) == re.sub(
        r"\s", "", f"{story}Where is my money?{story}"
    )


def test_a_text_without_words_is_one_clause() -> None:
    """Marks and pictures say something; blanks do not."""
    assert apart(" 👍 ") == ["👍"]
    assert apart("?!") == ["?!"]
    assert apart(" \n ") == []


def assert_apart(marked: str) -> None:
    """A text is taken apart where it is marked."""
    text = re.sub(r"\s*\|(\s?)", _unmarked, marked)
    expected = [one.strip() for one in marked.split("|")]
    assert apart(text) == expected


def _unmarked(found: re.Match[str]) -> str:
    """The blanks that stand there without the mark."""
    blanks = found.group().replace("|", "")
    return "\n" if "\n" in blanks else blanks[:1]
