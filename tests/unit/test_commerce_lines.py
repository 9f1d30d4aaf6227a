"""Which lines and which orders a customer means."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.engine.commerce.bought import bought
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.lines import LinesMeant, lines_meant
from actions.engine.commerce.orders import orders_in_question
from tests.unit.commerce_shop import KINDS, WORDS, line, order

SPRING = order(
    "BK-10001",
    line("tyre", width="28mm"),
    line("jacket", size="M", colour="blue", hood="none"),
    line("bag", capacity="15L", colour="black"),
    day=1,
    city="Bonn",
)
SUMMER = order(
    "BK-10002",
    line("jacket", 2, size="XL", colour="yellow", hood="fixed"),
    line("light", brightness="high"),
    line("gloves", size="M"),
    day=9,
)
TWINS = order("BK-10003", line("chain", 1, speeds="9"), line("chain", 2, speeds="9"), day=5)
OPEN = order("BK-10004", line("light", 2, brightness="low"), status="paid", day=12)
ALL = (SPRING, SUMMER, TWINS, OPEN)
few = settings(max_examples=60, deadline=None)


def ids(meant: LinesMeant) -> list[str]:
    """The lines that were found, by id."""
    return [one.line.id for one in meant.lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want to return the tyre and the gloves", ["tyre-line-1", "gloves-line-1"]),
        ("return the mittens, the tire, and my pannier",
         ["gloves-line-1", "tyre-line-1", "bag-line-1"]),
        ("return the gloves, because they go with the tyre", ["gloves-line-1"]),
        ("both chains please", ["chain-line-1", "chain-line-2"]),
        ("the rain jackets", ["jacket-line-1", "jacket-line-2"]),
        ("the blue jacket", ["jacket-line-1"]),
        ("the jacket with a fixed hood", ["jacket-line-2"]),
        ("the larger anorak", ["jacket-line-2"]),
        ("the more expensive jacket", ["jacket-line-2"]),
        ("the cheaper one of the two jackets", ["jacket-line-1"]),
        ("the jacket I received with the light", ["jacket-line-2"]),
        ("the tyre and the jacket in the same order", ["tyre-line-1", "jacket-line-1"]),
        ("my rain gear", ["jacket-line-1", "bag-line-1", "jacket-line-2"]),
        ("the jacket from order BK-10002", ["jacket-line-2"]),
        ("the jacket of order 10001", ["jacket-line-1"]),
        ("the pending light", ["light-line-2"]),
        ("item gloves-2, please", ["gloves-line-1"]),
        ("the blue jacket and the yellow one", ["jacket-line-1", "jacket-line-2"]),
        ("keep the blue jacket and return the other jacket", ["jacket-line-2"]),
        ("I have two jackets, keep the blue one and return the other", ["jacket-line-2"]),
        ("the gloves are fine, but the pannier leaks; return the pannier", ["bag-line-1"]),
        ("I'll send back the tyre, not the gloves", ["tyre-line-1"]),
    ],
)  # fmt: skip
def test_lines_are_found_by_what_is_said_of_them(text: str, expected: list[str]) -> None:
    """Kind, option, price, size, company and order each tell one line from another."""
    meant = lines_meant(text, ALL, KINDS)
    assert sorted(ids(meant)) == sorted(expected)
    assert meant.unclear == ()
    assert meant.unknown == ()


def test_a_chain_of_two_alike_is_one_of_them() -> None:
    """Two lines of the very same item need no question, and the other one is the second."""
    assert ids(lines_meant("one chain", [TWINS], KINDS)) == ["chain-line-1"]
    both = "one chain for 10 speeds and another chain for 11 speeds"
    assert ids(lines_meant(both, [TWINS], KINDS)) == ["chain-line-1", "chain-line-2"]


def test_everything_leaves_out_what_is_excepted() -> None:
    """“Everything except” means whole orders without these lines."""
    meant = lines_meant("return everything except the tyre and the pannier", [SPRING], KINDS)
    assert meant.everything
    assert ids(meant) == ["jacket-line-1"]
    assert [one.line.id for one in meant.but] == ["tyre-line-1", "bag-line-1"]
    for context in ((), bought([SPRING])):
        all_but = lines_meant("all of it except the tyre", [SPRING], KINDS, context)
        assert ids(all_but) == ["jacket-line-1", "bag-line-1"]
    apart = lines_meant("send back all items not related to rain gear", [SPRING], KINDS)
    assert ids(apart) == ["tyre-line-1"]


def test_everything_may_be_of_the_last_order() -> None:
    """“Everything I just bought” is the last order, “the whole order” the one spoken of."""
    assert {
        one.order.number for one in lines_meant("everything I just bought", ALL[:3], KINDS).lines
    } == {"BK-10002"}
    spoken = bought([TWINS])
    whole = lines_meant("just cancel the whole order", ALL, KINDS, spoken)
    assert ids(whole) == ["chain-line-1", "chain-line-2"]


def test_an_order_by_its_number_is_all_of_it() -> None:
    """Who names an order and no goods means all that is in it."""
    meant = lines_meant("cancel BK-10003", ALL, KINDS)
    assert meant.everything
    assert ids(meant) == ["chain-line-1", "chain-line-2"]


def test_several_of_a_kind_are_asked_about() -> None:
    """Words that fit two lines say which, and do not guess."""
    meant = lines_meant("return my jacket", ALL, KINDS)
    assert meant.lines == ()
    assert [len(one.candidates) for one in meant.unclear] == [2]
    assert meant.unclear[0].words == "jacket"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("the blue one", ["jacket-line-1"]),
        ("the cheaper", ["jacket-line-1"]),
        ("the bigger one", ["jacket-line-2"]),
        ("the second one", ["jacket-line-2"]),
        ("XL", ["jacket-line-2"]),
        ("both", ["jacket-line-1", "jacket-line-2"]),
        ("all of them", ["jacket-line-1", "jacket-line-2"]),
        ("the first and the second", ["jacket-line-1", "jacket-line-2"]),
        ("neither", []),
    ],
)
def test_an_answer_picks_from_what_was_asked(answer: str, expected: list[str]) -> None:
    """What was asked about is the context, from which a few words choose."""
    asked = lines_meant("return my jacket", ALL, KINDS).unclear[0].candidates
    assert ids(lines_meant(answer, ALL, KINDS, asked)) == expected


def test_the_other_one_is_the_one_not_spoken_of() -> None:
    """“The other one” is of the same kind; “it” is what was spoken of; unclear words say so."""
    blue = [one for one in bought([SPRING]) if one.line.id == "jacket-line-1"]
    assert ids(lines_meant("no, the other one", ALL, KINDS, blue)) == ["jacket-line-2"]
    assert ids(lines_meant("the more expensive one", ALL, KINDS, blue)) == ["jacket-line-2"]
    assert ids(lines_meant("send it back", ALL, KINDS, blue)) == ["jacket-line-1"]
    assert lines_meant("hello", ALL, KINDS).unclear[0].candidates == bought(ALL)


def test_a_denial_takes_away_from_what_was_spoken_of() -> None:
    """“Not the pannier” leaves the rest of what was spoken of; of all that, “all of it” is all."""
    spoken = bought([SPRING])
    left = lines_meant("but not the pannier", ALL, KINDS, spoken)
    assert ids(left) == ["tyre-line-1", "jacket-line-1"]
    assert [one.line.id for one in left.but] == ["bag-line-1"]
    assert lines_meant("return all of it", [SPRING], KINDS).everything
    assert ids(lines_meant("do you have any news?", ALL, KINDS)) == []


def test_a_comparison_needs_something_to_compare() -> None:
    """“The dearest thing” is one of all; “the dearer one” is one of what was spoken of."""
    assert ids(lines_meant("the most expensive item", [SPRING], KINDS)) == ["jacket-line-1"]
    assert lines_meant("the more expensive one", [SPRING], KINDS).unclear


def test_what_was_not_bought_is_told() -> None:
    """Goods of the shop that no order holds are unknown, and the rest is found all the same."""
    meant = lines_meant("return the fleece jacket and the tyre", ALL, KINDS)
    assert ids(meant) == ["tyre-line-1"]
    assert meant.unknown == ("fleece jacket",)
    assert lines_meant("everything", [], KINDS) == LinesMeant(everything=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("order BK-10002 please", ["BK-10002"]),
        ("it is 10003", ["BK-10003"]),
        ("my pending order", ["BK-10004"]),
        ("the order sent to Bonn", ["BK-10001"]),
        ("my Bonn order", ["BK-10001"]),
        ("orders I received", ["BK-10001", "BK-10002", "BK-10003"]),
        ("the order I cancelled", []),
        ("my order", [one.number for one in ALL]),
    ],
)
def test_orders_are_found_by_what_is_said_of_them(text: str, expected: list[str]) -> None:
    """Number with or without its letters, state and place tell an order from the others."""
    assert [one.number for one in orders_in_question(text, ALL, WORDS)] == expected


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("two RAIN-JACKETS", [("jacket",)]),
        ("jacket", [("jacket", "fleece")]),
        ("fleece jacket", [("fleece",)]),
        ("a bikelight", [("light",)]),
        ("tires and tyres", [("tyre",), ("tyre",)]),
        ("BAG-3", []),
        ("nothing of ours", []),
    ],
)
def test_kinds_are_heard_in_many_spellings(text: str, families: list[tuple[str, ...]]) -> None:
    """Plural, hyphens, a shortened name and other words all stand for the kind."""
    assert [one.families for one in mentions(text, KINDS)] == families


@few
@given(
    st.lists(st.sampled_from(["the", "jacket", "and", "not", "BK-10001", "all", "blue", ",", "to"]))
)
def test_only_lines_that_are_there_are_found(words: list[str]) -> None:
    """Whatever the words, what is found is in the orders, once, and never in what is excepted."""
    meant = lines_meant(" ".join(words), ALL, KINDS)
    keys = [one.key for one in meant.lines]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= {one.key for one in bought(ALL)}
    assert not set(keys) & {one.key for one in meant.but}


@few
@given(st.text(max_size=80))
def test_no_words_break_the_search(text: str) -> None:
    """Whatever somebody writes, something is meant, unclear, unknown or nothing."""
    assert isinstance(lines_meant(text, ALL, KINDS), LinesMeant)
    for one in mentions(text, KINDS):
        assert text[one.start : one.end] == one.words
