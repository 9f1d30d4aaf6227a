"""What a customer wants a line to become, and which variant that is."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.engine.commerce.options import wish_for
from actions.engine.commerce.variants import find_variants
from actions.engine.commerce.wish import Preference, Step, Wanted, Wish
from tests.unit.commerce_shop import (
    NAMES,
    OPTIONS,
    WORDS,
    best,
    found,
    line,
    one_line,
    variants,
    wished,
    without,
)

JACKET = one_line("jacket", size="M", colour="blue", hood="fixed")
LIGHT = one_line("light", brightness="medium", power="battery", mount="handlebar")
BAG = one_line("bag", capacity="20L", colour="black", closure="zip")
TYRE = one_line("tyre", width="32mm", colour="black", tubeless="no")
few = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Exchange my anorak for the same one but yellow", {"colour": "yellow"}),
        ("I'd like the rain jacket one size bigger", {"size": "L"}),
        ("the jacket is too big, can I get a size S", {"size": "S"}),
        ("please change the jacket to XL, same colour and no hood", {"size": "XL", "hood": "none"}),
        ("the rain jacket in large instead, not hooded", {"size": "L", "hood": "none"}),
        (
            "swap it for a black one with a detachable hood",
            {"colour": "black", "hood": "detachable"},
        ),
        ("can i have the biggest jacket", {"size": "XL"}),
        ("exchange the jacket for the same model in black", {"colour": "black"}),
        ("the jacket in yellow, I don't want to change anything else", {"colour": "yellow"}),
        ("I'd like a black jacket, same everything else", {"colour": "black"}),
    ],
)
def test_a_jacket_becomes_what_was_said(text: str, options: dict[str, str]) -> None:
    """What was named changes, and all the rest stays as it is."""
    assert best(text, JACKET) == [{**JACKET.line.options, **options}]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("make the light less bright", {"brightness": "low"}),
        ("a brighter light for the seatpost please", {"brightness": "high", "mount": "seatpost"}),
        ("exchange the bike light for the brightest rechargeable one",
         {"brightness": "high", "power": "USB cable"}),
        ("the light with dynamo rather than battery", {"power": "dynamo"}),
    ],
)  # fmt: skip
def test_a_light_becomes_what_was_said(text: str, options: dict[str, str]) -> None:
    """Words that compare move along the option's order."""
    assert best(text, LIGHT) == [{**LIGHT.line.options, **options}]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("the pannier with 25 litres", {"capacity": "25L"}),
        ("a bigger pannier", {"capacity": "25L"}),
        ("a pannier with 5 litres less", {"capacity": "15L"}),
        ("a pannier for more litres", {"capacity": "25L"}),
        ("the pannier with the largest capacity", {"capacity": "25L"}),
        ("my pannier in brown or red", {"colour": "red"}),
        ("the bag but with a roll-top closure", {"closure": "roll top"}),
    ],
)
def test_a_bag_becomes_what_was_said(text: str, options: dict[str, str]) -> None:
    """Values are heard with their unit in any spelling, and a number with “less” is a step."""
    assert best(text, BAG) == [{**BAG.line.options, **options}]


def test_yes_and_no_are_heard_by_the_options_name() -> None:
    """An option that a thing has or has not is asked for by its name alone, or denied."""
    assert best("I need the tyre tubeless", TYRE) == [{**TYRE.line.options, "tubeless": "yes"}]
    had = one_line("tyre", tubeless="yes")
    assert best("the tyre but not tubeless", had) == [{**had.line.options, "tubeless": "no"}]


def test_alternatives_are_tried_in_their_order() -> None:
    """What is not there gives way to what was said for that case, and the count tells how often."""
    text = (
        "I want the light in high. If that is not available, medium; otherwise low with a dynamo."
    )
    dim = one_line("light", brightness="low", power="battery", mount="handlebar")
    goods = without("light", {"brightness": "high"}, {"brightness": "medium"})
    answer = found(text, dim, goods)
    assert answer.fallback == 2
    assert [one.product.options["power"] for one in answer.best] == ["dynamo"]


def test_an_alternative_may_be_to_leave_it() -> None:
    """“Otherwise leave it” ends with nothing that fits, and with the word that it is kept."""
    text = "change the jacket to black. If there is no black one leave it as it is."
    answer = found(text, JACKET, without("jacket", {"colour": "black"}))
    assert answer.kept
    assert answer.best == ()
    assert wished(text, JACKET).else_keep


def test_likings_rank_what_fits() -> None:
    """Of what fulfils the wish the best liked is chosen, in the order it was said."""
    goods = without("light", {"power": "dynamo"})
    text = "exchange the light for a brighter one (prefer dynamo > USB cable > battery)"
    assert [one["power"] for one in best(text, LIGHT, goods)] == ["USB cable"]
    wish = wished(text, LIGHT)
    assert wish.preferred == (
        Preference(option="power", ranks=(("dynamo",), ("USB cable",), ("battery",))),
    )


def test_likings_said_in_one_breath_are_equal() -> None:
    """“Yellow or black” are liked alike, so both are offered, with what tells them apart."""
    gone = {"colour": "blue"}
    answer = found("a larger jacket, preferably yellow or black", JACKET, without("jacket", gone))
    assert {one.product.options["colour"] for one in answer.best} == {"yellow", "black"}
    assert set(answer.apart) == {"size", "colour"}


def test_a_liking_alone_is_a_wish() -> None:
    """“I'd prefer the red one” asks for red."""
    assert wished("I'd prefer the pannier in red", BAG).wanted == (
        Wanted(option="colour", values=("red",)),
    )


@pytest.mark.parametrize(("word", "place"), [("cheapest", 0), ("most expensive", -1)])
def test_the_price_may_decide(word: str, place: int) -> None:
    """“The cheapest” sets aside what it looks like, never what was asked for beside it."""
    red = [one for one in variants("bag") if one.options["colour"] == "red"]
    answer = found(f"exchange the bag for the {word} red one", BAG)
    assert [one.product.sku for one in answer.best] == [red[place].sku]


def test_a_limit_of_the_price_is_kept() -> None:
    """“Under” with an amount of money leaves out what costs as much or more."""
    answer = found("a red bag for less than 25 euros", BAG)
    assert answer.fitting
    assert all(one.product.price < 2_500 for one in answer.fitting)
    assert wished("the same bag but cheaper", BAG).below == BAG.line.unit_price


def test_a_number_of_the_item_decides() -> None:
    """Who names an item by its number gets that one."""
    assert [one.product.sku for one in found("change the bag to bag-3", BAG).best] == ["bag-3"]


def test_the_item_of_another_order_decides() -> None:
    """“The same as in my other order” is the item of the other line."""
    other = line("bag", capacity="25L", colour="red", closure="zip")
    text = "to the same as the one in my other order"
    wish = wish_for(text, BAG.line, variants("bag"), WORDS, [BAG.line, other])
    assert wish == Wish(sku=other.sku)
    assert wish_for(text, BAG.line, variants("bag"), WORDS, [BAG.line]).sku is None


def test_what_is_refused_is_never_chosen() -> None:
    """“Any colour but black” and “not the fixed hood” leave these out."""
    answer = found("the jacket in L, any colour but blue, not the fixed hood", JACKET)
    assert answer.fitting
    for one in answer.fitting:
        assert one.product.options["colour"] != "blue"
        assert one.product.options["hood"] != "fixed"


def test_what_does_not_matter_is_left_open() -> None:
    """What the customer does not care about counts neither for nor against."""
    answer = found("the jacket in L, I don't care about the colour", JACKET)
    assert {one.product.options["colour"] for one in answer.best} == {"yellow", "blue", "black"}
    assert wished("to XL, the rest doesn't matter", JACKET).free_rest


def test_numbers_that_stand_for_options_need_their_name() -> None:
    """A bare number is a value beside the option's name only, and one that is not sold is heard."""
    chain = one_line("chain", speeds="9")
    assert best("I need the chain for 11 speeds", chain) == [{"speeds": "11"}]
    assert wished("I need 10 of them", chain).wanted == ()
    assert best("swap the chain for a 10", chain) == best("10", chain) == [{"speeds": "10"}]
    twelve = found("the chain for speeds 12", chain)
    assert twelve.best == ()
    assert twelve.nearest[0].gives_up == ("speeds",)


def test_i_or_above_means_all_beyond() -> None:
    """“Or above” and “at least” accept everything from there on."""
    for text in ("a pannier with 20 litres or more in red", "a red pannier, at least 20 litres"):
        wish = wished(text, BAG)
        assert Wanted(option="capacity", values=("20L", "25L")) in wish.wanted


def test_near_and_far_are_told_apart() -> None:
    """“A bit” is the next one, “the biggest” the last one, and a bare “bigger” leaves it open."""
    small = one_line("bag", capacity="15L")
    assert [one["capacity"] for one in best("a slightly bigger bag", small)] == ["20L"]
    assert [one["capacity"] for one in best("the biggest bag", small)] == ["25L"]
    assert found("a bigger bag", small).apart == ("capacity",)
    assert wished("a bag that is 5 litres bigger", small).steps == (
        Step(option="capacity", direction=1, by=5.0, counted=True),
    )


def test_the_nearest_say_what_they_give_up() -> None:
    """Where nothing fits, the least painful misses come, and what would have to give."""
    answer = found(
        "the same jacket but yellow", JACKET, without("jacket", {"colour": "yellow", "size": "M"})
    )
    assert answer.best == answer.fitting == ()
    assert {one.gives_up for one in answer.nearest} == {("size",), ("colour",)} or all(
        one.gives_up == ("size",) for one in answer.nearest
    )


def test_the_same_item_is_never_its_own_exchange() -> None:
    """Who asks for the very same item gets no variant, but what else was said for that case."""
    text = "I'd like the same item again. If that's not possible then the red one."
    answer = found(text, BAG)
    assert wished(text, BAG).again
    assert answer.fallback == 1
    assert [one.product.options["colour"] for one in answer.best] == ["red"]


def test_the_difference_is_for_all_pieces() -> None:
    """Two pieces of a line cost the difference twice, and what was not asked for is told."""
    two = msgspec.structs.replace(BAG.line, quantity=2)
    goods = variants("bag")
    answer = find_variants(two, wish_for("25L", two, goods, WORDS), goods, WORDS)
    swap = answer.best[0]
    assert swap.difference == 2 * (swap.product.price - two.unit_price)
    assert swap.changes == {"capacity": ("20L", "25L")}
    assert swap.unasked == ()


@st.composite
def swaps(draw: st.DrawFn) -> tuple[str, int, int]:
    """A family and two of its variants."""
    family = draw(st.sampled_from(["tyre", "light", "jacket", "bag"]))
    count = len(variants(family))
    first = draw(st.integers(0, count - 1))
    return family, first, draw(st.integers(0, count - 1).filter(lambda other: other != first))


@few
@given(swaps(), st.sampled_from(["the same one but {}", "{}, everything else the same"]))
def test_every_variant_can_be_asked_for(chosen: tuple[str, int, int], phrase: str) -> None:
    """Whatever differs between two variants, naming it leads from the one to the other."""
    family, first, second = chosen
    goods = variants(family)
    have, want = goods[first], goods[second]
    bought_one = one_line(family, **have.options)
    spoken = [
        _spoken(option, value)
        for option, value in want.options.items()
        if value != have.options[option]
    ]
    text = f"exchange my {NAMES[family].lower()} for " + phrase.format(" and ".join(spoken))
    assert [one.product.sku for one in found(text, bought_one).best] == [want.sku]


def _spoken(option: str, value: str) -> str:
    return {"yes": option, "no": f"not {option}", "none": f"no {option}"}.get(
        value, f"{option} {value}"
    )


@st.composite
def wishes(draw: st.DrawFn) -> tuple[str, Wish]:
    """A family and something wanted of it."""
    family = draw(st.sampled_from(sorted(OPTIONS)))
    options = draw(st.lists(st.sampled_from(sorted(OPTIONS[family])), unique=True))
    wanted = tuple(
        Wanted(option=one, values=(draw(st.sampled_from(OPTIONS[family][one])),)) for one in options
    )
    price = draw(st.sampled_from([None, "cheapest", "dearest"]))
    return family, Wish(wanted=wanted, price=price, keep_rest=draw(st.booleans()))


@few
@given(wishes(), st.sets(st.integers(0, 40)))
def test_only_what_can_be_had_and_fits_is_found(
    wished_for: tuple[str, Wish], gone: set[int]
) -> None:
    """Nothing out of stock, nothing that misses the wish, and never the item itself."""
    family, wish = wished_for
    goods = tuple(
        msgspec.structs.replace(one, in_stock=0) if place in gone else one
        for place, one in enumerate(variants(family))
    )
    have = line(family)
    answer = find_variants(have, wish, goods, WORDS)
    assert not (answer.fitting and answer.nearest)
    assert answer.best == answer.fitting[: len(answer.best)]
    for swap in (*answer.fitting, *answer.nearest):
        assert swap.product.in_stock
        assert swap.product.sku != have.sku
        assert swap.difference == swap.product.price - have.unit_price
    for swap in answer.fitting:
        assert all(swap.product.options[one.option] in one.values for one in wish.wanted)
        assert swap.gives_up == ()
    assert all(swap.gives_up for swap in answer.nearest)


@few
@given(st.text(max_size=80))
def test_no_words_break_the_reading(text: str) -> None:
    """Whatever somebody writes, the wish of it is a wish."""
    assert isinstance(wished(text, JACKET), Wish)
