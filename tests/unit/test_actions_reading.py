"""What is read out of a customer's words."""

from __future__ import annotations

import pytest

from actions.engine.case.reading import (
    challenge,
    fits,
    named_among,
    named_postcode,
    order_numbers,
    ordinal,
)
from actions.engine.case.turn import Turn


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
