"""What is read out of a customer's words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from actions.engine.case import order_form
from actions.engine.case.reading import (
    challenge,
    fits,
    named_among,
    named_postcode,
    order_numbers,
    ordinal,
)
from actions.engine.case.turn import Turn
from contracts.business import OrderNumbers


def said(text: str, **entities: tuple[str, ...]) -> Turn:
    """A turn with that text."""
    return Turn(turn_id="t", conversation_id="c", text=text, intent="inform", entities=entities)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("order 30477 never came", ("30477",)),
        ("#30512 or was it 30477?", ("30512", "30477")),
        ("call me on 0304771234", ()),
        ("to 4050-26512", ()),
        ("nothing", ()),
    ],
)
def test_order_numbers_are_five_digits_that_stand_alone(
    text: str, numbers: tuple[str, ...]
) -> None:
    """Five digits are an order number unless they are part of something longer."""
    assert order_numbers(said(text)) == numbers


SHOPIFY = OrderNumbers(pattern=r"#?W\d{7}", example="#W2378156")
RETAIL = OrderNumbers(pattern=r"#?(W\d{7})", example="W2378156")
BIKES = OrderNumbers(pattern=r"BK-\d{5}", example="BK-10234")
SMALL = OrderNumbers(pattern=r"ord_[a-f\d]{6}", example="ord_1a2b3c")
MIXED = OrderNumbers(pattern=r"[a-z]{3}\d{3}", example="aBc123")


@pytest.fixture
def form(request: pytest.FixtureRequest) -> Iterator[None]:
    """Order numbers of another company."""
    order_form.use(request.param)
    yield
    order_form.use(OrderNumbers())


@pytest.mark.parametrize(
    ("form", "text", "numbers"),
    [
        (SHOPIFY, "where is #W2378156?", ("#W2378156",)),
        (RETAIL, "where is #W2378156, or w4082615", ("W2378156", "W4082615")),
        (RETAIL, "order 10432 and 2378156", ()),
        (BIKES, "my order BK-10234 and bk-10235", ("BK-10234", "BK-10235")),
        (BIKES, "my order 10234, or XBK-10234, or BK-10234-2", ()),
        (SMALL, "it is ORD_1A2B3C", ("ord_1a2b3c",)),
        (MIXED, "it is abC123", ("abC123",)),
    ],
    indirect=["form"],
)
@pytest.mark.usefixtures("form")
def test_order_numbers_look_as_the_business_says(text: str, numbers: tuple[str, ...]) -> None:
    """In big letters or small, as the CRM has them; and what looks otherwise is none."""
    assert order_numbers(said(text)) == numbers


@pytest.mark.parametrize(
    ("form", "pressed", "number"),
    [
        (SHOPIFY, "#W2378156", "#W2378156"),
        (RETAIL, "#w2378156", "W2378156"),
        (BIKES, "BK-10234", "BK-10234"),
        (BIKES, "# BK-10234", "BK-10234"),
        (BIKES, "whatever", "whatever"),
    ],
    indirect=["form"],
)
@pytest.mark.usefixtures("form")
def test_a_button_names_an_order_of_any_form(pressed: str, number: str) -> None:
    """What fits no form is looked up as it is."""
    assert order_numbers(said("/inform", order_number=(pressed,))) == (number,)


@pytest.mark.parametrize(
    ("form", "text", "known", "number", "postcode"),
    [
        (BIKES, "BK-10234 and 10115", None, "BK-10234", "10115"),
        (BIKES, "10115, bk-10234", None, "BK-10234", "10115"),
        (BIKES, "BK-10234", None, "BK-10234", None),
        (BIKES, "10115", "BK-10234", "BK-10234", "10115"),
        (BIKES, "BK-10299", "BK-10234", "BK-10299", None),
        (BIKES, "D-10115 for BK-10234", None, "BK-10234", "10115"),
        (RETAIL, "#W2378156, zip 85010", None, "W2378156", "85010"),
        (RETAIL, "85010 w2378156", None, "W2378156", "85010"),
    ],
    indirect=["form"],
)
@pytest.mark.usefixtures("form")
def test_an_order_of_any_form_is_told_from_its_postcode(
    text: str, known: str | None, number: str, postcode: str | None
) -> None:
    """Digits within a number are no postcode, and a lone number that cannot be one is new."""
    told = challenge(text, known)
    assert (told.order_number, told.postcode) == (number, postcode)


def test_a_pressed_button_names_its_order() -> None:
    """The entity of a payload counts like words."""
    assert order_numbers(said("/inform", order_number=("30477",))) == ("30477",)


@pytest.mark.parametrize(
    ("text", "known", "number", "postcode"),
    [
        ("30051 12049", None, "30051", "12049"),
        ("12049", "30051", "30051", "12049"),
        ("the postcode is 12049", "30051", "30051", "12049"),
        ("postcode 12049, order 30051", None, "30051", "12049"),
        ("order number and postcode: 30051 12049", None, "30051", "12049"),
        ("order 30099, it goes to 12049", "30051", "30099", "12049"),
        ("12049 30051", "30051", "30051", "12049"),
        ("#30061 2515 ap", None, "30061", "2515 ap"),
        ("30041 and 4020 it is", None, "30041", "4020"),
        ("30091, 4050-265", None, "30091", "4050-265"),
        ("30111 110 00", None, "30111", "110 00"),
        ("30121 d01 c9x0", None, "30121", "d01 c9x0"),
        ("30121 SW1A 1AA", None, "30121", "SW1A 1AA"),
        ("order 30051", None, "30051", None),
        ("order 5518", None, None, None),
        ("I have no idea", None, None, None),
    ],
)
def test_number_and_postcode_are_told_apart(
    text: str, known: str | None, number: str | None, postcode: str | None
) -> None:
    """The words around two look-alikes decide which is the order, else the number comes first."""
    found = challenge(text, known)
    assert (found.order_number, found.postcode) == (number, postcode)


def test_only_a_postcode_called_one_counts_before_it_was_asked_for() -> None:
    """A model number is not mistaken for a postcode."""
    assert named_postcode("order 30051 with the orion 4070") is None
    assert named_postcode("order 30051, postcode 12049") == "12049"


@pytest.mark.parametrize(
    ("text", "count", "at"),
    [
        ("the second one", 2, 1),
        ("first", 3, 0),
        ("the last one", 3, 2),
        ("2", 2, 1),
        ("the third one", 2, None),
        ("the first or the second", 2, None),
        ("one of them", 2, None),
    ],
)
def test_ordinals_point_at_one_of_several(text: str, count: int, at: int | None) -> None:
    """A single ordinal within range chooses; anything else does not."""
    assert ordinal(text, count) == at


def test_a_name_points_only_where_it_fits_one() -> None:
    """What two names share chooses neither."""
    names = ["Order 30021: Helion Orion 4090 24 GB, 6 Nov", "Order 30022: Voltaris Draco, 19 Nov"]
    assert named_among("the helion one", names) == 0
    assert named_among("the graphics one", names) is None
    assert named_among("from nov", names) is None


def test_goods_fit_a_category_a_maker_or_a_model() -> None:
    """Every word named has to be in the name, or the category is named."""
    name, category = "Helion Orion 4090 24 GB", "graphics card"
    assert fits("graphics card", name=name, category=category)
    assert fits("orion 4090", name=name, category=category)
    assert not fits("orion 4070", name=name, category=category)
    assert not fits("card", name=name, category=category)
    assert fits("hdmi cable", name="Linkwell HDMI 2.1 2 m", category="cable")
    assert not fits("hdmi cable", name="Linkwell DisplayPort 1.4 2 m", category="cable")
