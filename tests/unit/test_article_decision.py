"""What becomes of what articles say: told, asked about, or left alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actions.engine.articles.decision import (
    ANSWER_FROM,
    ASK_FROM,
    LEAD,
    Answer,
    Choice,
    Reader,
    decide,
    in_passing,
    readable,
)
from contracts.findings import Finding

TODAY = dt.date(2026, 11, 30)
STRANGER = Reader(signed_in=False, today=TODAY)
SURE, LIKELY, POOR = ANSWER_FROM + 0.1, ASK_FROM + 0.001, ASK_FROM - 0.01


def finding(name: str, likeness: float, **more: Any) -> Finding:
    """An article that says something to a message."""
    return Finding(article=f"en/{name}", title=name, said="So it is.", likeness=likeness, **more)


def test_one_that_fits_well_is_told() -> None:
    """The next ones are kept, should it not help."""
    first, second = finding("a", SURE), finding("b", LIKELY)
    assert decide([first, second], STRANGER, (), ()) == Answer(finding=first, others=(second,))


def test_two_that_fit_alike_are_asked_about() -> None:
    """Without a lead nobody knows which one is meant."""
    first, second = finding("a", SURE), finding("b", SURE - LEAD / 2)
    assert decide([first, second], STRANGER, (), ()) == Choice(
        meanings=(), findings=(first, second)
    )


def test_one_that_fits_somewhat_is_asked_about() -> None:
    """Titles are cheap to read; a wrong answer is not."""
    assert decide([finding("a", LIKELY)], STRANGER, (), ()) == Choice(
        meanings=(), findings=(finding("a", LIKELY),)
    )


def test_nothing_is_made_of_what_fits_badly() -> None:
    """Then everything goes on as it would without articles."""
    assert decide([finding("a", POOR)], STRANGER, (), ()) is None
    assert decide([], STRANGER, (), ()) is None


def test_a_topic_that_acts_wins() -> None:
    """Where the bot may be able to do it, it asks; the article stands in the same list."""
    found = decide([finding("a", SURE)], STRANGER, ("cancel_order",), {"cancel_order"})
    assert found == Choice(meanings=("cancel_order",), findings=(finding("a", SURE),))


def test_a_topic_has_the_button_of_its_article() -> None:
    """What both tell of stands there once."""
    own = finding("a", SURE, topics=("cancel_order",))
    assert decide([own], STRANGER, ("cancel_order",), {"cancel_order"}) is None


def test_the_list_is_short() -> None:
    """Three buttons, of topics and articles together."""
    many = [finding(name, SURE) for name in "abcde"]
    found = decide(many, STRANGER, ("x", "y"), {"x", "y"})
    assert isinstance(found, Choice)
    assert len(found.meanings) + len(found.findings) == 3
    assert decide(many, STRANGER, ("x", "y", "z"), {"x"}) is None


def test_a_stranger_reads_what_is_for_everyone() -> None:
    """What is for customers takes signing in, and what is for agents no customer hears."""
    every, own, inner = (
        finding("a", SURE),
        finding("b", SURE, audience="customers"),
        finding("c", SURE, audience="agents"),
    )
    assert readable([every, own, inner], STRANGER) == (every,)
    assert readable([every, own, inner], Reader(signed_in=True, today=TODAY)) == (every, own)


def test_outdated_articles_are_not_told() -> None:
    """`until` is the last day on which it is."""
    last = finding("a", SURE, until=TODAY)
    over = finding("b", SURE, until=TODAY - dt.timedelta(days=1))
    assert readable([last, over], STRANGER) == (last,)


def test_none_is_told_twice() -> None:
    """What did not help is not the answer to the next question either."""
    reader = Reader(signed_in=False, today=TODAY, known=("en/a",))
    assert decide([finding("a", SURE)], reader, (), ()) is None


def test_in_passing_only_what_is_sure_is_told() -> None:
    """In the middle of a case nothing is asked about."""
    assert in_passing([finding("a", SURE)], STRANGER) == finding("a", SURE)
    assert in_passing([finding("a", LIKELY)], STRANGER) is None
    assert in_passing([finding("a", SURE), finding("b", SURE)], STRANGER) is None


@given(
    st.lists(st.floats(0, 1), max_size=5).map(lambda all_of: sorted(all_of, reverse=True)),
    st.lists(st.sampled_from(["x", "y", "z"]), unique=True),
)
def test_only_what_was_found_is_told(likeness: list[float], meanings: list[str]) -> None:
    """Whatever was found, at most three are offered, and all of them fit."""
    found = [finding(str(number), one) for number, one in enumerate(likeness)]
    decided = decide(found, STRANGER, meanings, {"x"})
    told = [decided.finding] if isinstance(decided, Answer) else []
    told += decided.findings if isinstance(decided, Choice) else []
    assert all(one in found and one.likeness >= ASK_FROM for one in told)
    assert len(told) + (len(meanings) if isinstance(decided, Choice) else 0) <= 3
