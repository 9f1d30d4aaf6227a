"""A long message, cut into what is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.engine.case import order_form
from actions.engine.commerce.conditions import clauses
from actions.engine.commerce.segments import segments
from contracts.business import OrderNumbers
from tests.unit.commerce_shop import KINDS, NUMBERS, WORDS

few = settings(max_examples=80, deadline=None)


@pytest.fixture(autouse=True)
def bicycle_orders() -> Iterator[None]:
    """Order numbers look as this shop's do, no longer than these tests last."""
    order_form.use(NUMBERS)
    yield
    order_form.use(OrderNumbers())


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Cancel order BK-10001.", [("cancel",)]),
        ("I want to return the tyre and exchange the jacket", [("return",), ("exchange",)]),
        ("cancel or return all of it", [("cancel", "return")]),
        ("please change the light to high, and change my address too",
         [("change_items",), ("change_address",)]),
        ("update the shipping address of BK-10001", [("change_address",)]),
        ("switch the payment method to my card", [("change_payment",)]),
        ("How much did I pay? And send the bag back.", [("question",), ("return",)]),
        ("Can you tell me if I can return the tyre?", [("return",)]),
        ("I do not want to return it, I want to exchange it", [("exchange",)]),
        ("What about the return policy?", [("question",)]),
        ("I want my money back for the tyre and replace the light",
         [("return",), ("exchange",)]),
        ("How much would it cost to upgrade the bag?", [("question",)]),
        ("I changed my mind, don't cancel it", [()]),
        ("can i get rid of the chain. my order has the wrong address",
         [("cancel",), ("change_address",)]),
        ("Is it there in red? if so exchange mine, if not return it",
         [("question",), ("exchange",), ("return",)]),
        ("The light arrived. It is broken.", [()]),
        ("", []),
    ],
)  # fmt: skip
def test_each_wish_has_its_act(text: str, acts: list[tuple[str, ...]]) -> None:
    """A new act begins a new wish; politeness, denials and nouns are no acts."""
    assert [one.acts for one in segments(text, KINDS)] == acts


def test_each_wish_has_what_it_names() -> None:
    """Order numbers and kinds are those of the wish's own words."""
    text = (
        "Hi! My jacket is too big. I'd like to exchange it for a smaller one. "
        "Also cancel BK-10004, and return the tyre and the pannier of BK-10001."
    )
    first, second, third = segments(text, KINDS)
    assert (first.act, first.families) == ("exchange", ("jacket", "fleece"))
    assert (second.act, second.order_numbers) == ("cancel", ("BK-10004",))
    assert (third.act, third.families) == ("return", ("tyre", "bag"))
    assert third.order_numbers == ("BK-10001",)


def test_words_without_an_act_lead_in_what_they_name() -> None:
    """A sentence about something that only the next wish names belongs to that one."""
    text = "Return the tyre. The light came broken. I want to exchange the light."
    first, second = segments(text, KINDS)
    assert first.text == "Return the tyre"
    assert second.families == ("light",)
    assert "broken" in second.text


@pytest.mark.parametrize(
    ("text", "condition", "otherwise"),
    [
        ("Cancel the tyre. If that's impossible, cancel the order.", "that's impossible", True),
        ("Cancel the tyre. If not, cancel the whole order.", "not", True),
        ("Cancel the tyre, otherwise return it.", "otherwise", True),
        ("What is it? If it is under $20 I want to exchange it.", "it is under $20", False),
    ],
)  # fmt: skip
def test_an_alternative_depends_on_the_wish_before(
    text: str, condition: str, otherwise: bool
) -> None:
    """What shall be if something fails is marked, and so is what depends on anything else."""
    last = segments(text, KINDS)[-1]
    assert last.acts
    assert (last.condition or "").casefold() == condition
    assert last.otherwise is otherwise


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I wonder if you can help", [("I wonder if you can help", None)]),
        ("Also if you can exchange it", [("Also if you can exchange it", None)]),
        ("red, or blue if there is no red",
         [("red", None), (" or blue", "there is no red")]),
        ("25 litres, if not available 20 litres",
         [("25 litres, ", None), ("20 litres", "not available")]),
        ("6 mm if you have it else 5 mm",
         [("6 mm if you have it ", None), ("5 mm", "else")]),
        ("otherwise the same", [("otherwise the same", None)]),
        ("I don't want anything else", [("I don't want anything else", None)]),
    ],
)  # fmt: skip
def test_a_condition_is_parted_from_what_depends(
    text: str, parts: list[tuple[str, str | None]]
) -> None:
    """Before, after, or without a comma: what it depends on stands apart from what shall be."""
    found = [(one.text, one.condition) for one in clauses(text, WORDS)]
    assert [(a.strip(" ,"), b) for a, b in found] == [(a.strip(" ,"), b) for a, b in parts]


PIECES = st.sampled_from(
    [
        "cancel",
        "return",
        "the jacket",
        "if",
        "not possible",
        ",",
        ".",
        "and",
        "otherwise",
        "?",
        "to",
    ]
)


@few
@given(st.lists(PIECES, max_size=14))
def test_wishes_are_stretches_of_the_text_in_its_order(pieces: list[str]) -> None:
    """No word is in two wishes, and each wish quotes the customer."""
    text = " ".join(pieces)
    end = 0
    for one in segments(text, KINDS):
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.text
        end = one.end


@few
@given(st.text(max_size=100))
def test_no_words_break_the_cutting(text: str) -> None:
    """Whatever somebody writes is cut into stretches of it."""
    for one in segments(text, KINDS):
        assert text[one.start : one.end] == one.text
