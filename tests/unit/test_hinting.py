"""Unclear words of somebody whose orders show what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.records.order import Order
from actions.engine.case import crm_access
from actions.engine.conversation.hinting import ActionTakeHint
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.base import RUN_NEXT
from actions.shop.orders.hinting import hint
from tests.unit.actions_stage import ANNA, BEN, Stage
from tests.whole_crm import whole

TODAY = datetime.now(UTC).date()
FRANK = {"id": "c-0006", "name": "Frank", "level": "verified", "how": "site_token"}
NOOR = {"id": "c-0015", "name": "Noor", "level": "verified", "how": "site_token"}


class Silent(MemoryCrm):
    """A CRM that tells no orders."""

    async def orders(self, *_args: object, **_more: object) -> tuple[Order, ...]:
        """Nothing in time."""
        raise CrmUnavailable


@pytest.fixture(autouse=True)
def _crm() -> Iterator[None]:
    crm_access.use(whole(MemoryCrm(demo_dataset(TODAY), demo=True)))
    yield
    crm_access.use(None)


def orders_of(customer: str) -> tuple[Order, ...]:
    """Those of a demo customer."""
    return tuple(one for one in demo_dataset(TODAY).orders if one.customer_id == customer)


@pytest.mark.parametrize(
    "text",
    ["whens me tactile keyboard comin", "still waitin for the tactle thing", "keybord where??"],
)
def test_the_one_thing_on_its_way_is_certain(text: str) -> None:
    """By maker, model or kind, mistyped or not, in words that ask where it is."""
    found = hint(orders_of("c-0015"), text, TODAY)
    assert found is not None
    assert found.certain
    assert (found.number, found.intents) == ("30151", ("track_order",))


def test_words_that_do_not_say_what_about_it_are_asked_back() -> None:
    """The thing is named with its day, and nothing is claimed."""
    found = hint(orders_of("c-0015"), "tactile slim", TODAY)
    assert found is not None
    assert not found.certain
    assert "Tactile Slim Wireless" in found.question


def test_a_thing_that_has_arrived_has_several_matters() -> None:
    """What is with it is the customer's to say."""
    found = hint(orders_of("c-0009"), "the panoptic one", TODAY)
    assert found is not None
    assert not found.certain
    assert len(found.intents) > 1


@pytest.mark.parametrize(
    ("customer", "text"),
    [
        ("c-0002", "orion"),
        ("c-0015", "hello there"),
        ("c-0015", "my bicycle"),
        ("c-0001", "keyboard"),
    ],
)
def test_what_is_not_clear_gives_no_hint(customer: str, text: str) -> None:
    """Two alike, nothing of theirs, or what was bought long ago."""
    assert hint(orders_of(customer), text, TODAY) is None


async def _hears(stage: Stage, text: str, intent: str = "nlu_fallback") -> str | None:
    stage.hear(text, intent)
    await stage.run(ActionListen())
    first: str | None = stage.slots.get(RUN_NEXT)
    return first


async def test_a_certain_hint_is_taken_up_as_if_it_had_been_said() -> None:
    """The topic gets the order and the thing, and nobody is asked for them."""
    stage = Stage(NOOR)
    assert await _hears(stage, "wheres my tactile keybord") == "action_take_hint"
    await stage.run(ActionTakeHint())
    heard = [one for one in stage.events if one["event"] == "user"][-1]["parse_data"]
    assert heard["intent"]["name"] == "track_order"
    assert {one["entity"]: one["value"] for one in heard["entities"]}["order_number"] == "30151"


async def test_a_hint_that_is_not_certain_is_a_question() -> None:
    """Its button opens the topic about that order; a no is left open."""
    stage = Stage(NOOR)
    assert await _hears(stage, "tactile slim") == "action_take_hint"
    await stage.run(ActionTakeHint())
    assert "30151" in stage.said[-1]["buttons"][0]["payload"]
    assert stage.slots["offer"]["meanings"] == ["track_order"]


async def test_only_who_is_signed_in_gets_a_hint() -> None:
    """Nobody hears of orders who may not, nor within a case, nor where all is clear."""
    assert await _hears(Stage(), "wheres my tactile keybord") is None
    stage = Stage(NOOR)
    assert await _hears(stage, "wheres my tactile keybord", "track_order") is None
    stage.form = "case_form"
    assert await _hears(stage, "wheres my tactile keybord") != ActionTakeHint().name()


async def test_without_orders_there_is_no_hint() -> None:
    """A CRM that does not answer leaves the message unclear, and so does one without such goods."""
    assert await _hears(Stage(BEN), "the fridge") is None
    crm_access.use(whole(Silent(demo_dataset(TODAY), demo=True)))
    assert await _hears(Stage(ANNA), "wheres my voltaris") is None


async def test_a_hint_that_there_is_not_cannot_be_taken() -> None:
    """The action is only for a message that gives one."""
    stage = Stage(NOOR)
    stage.hear("hello", "greet")
    with pytest.raises(ValueError, match="give none"):
        await stage.run(ActionTakeHint())


TITLES = {"price_dispute": "A price", "price_match": "Another shop's price"}


async def _hint_of_memory(ranking: dict[str, float]) -> Stage:
    stage = Stage(FRANK)
    stage.slots["titles"] = TITLES
    scores = [{"name": name, "confidence": sure} for name, sure in ranking.items()]
    parse = {"intent_ranking": scores}
    stage.hear("not the price I saw for the memory kit", "nlu_fallback", parse=parse)
    await stage.run(ActionListen())
    await stage.run(ActionTakeHint())
    return stage


async def test_the_one_likely_matter_of_goods_that_have_arrived_is_taken_up() -> None:
    """The goods that are named make up for what the words leave open."""
    stage = await _hint_of_memory({"price_dispute": 0.5, "wrong_item": 0.1})
    heard = [one for one in stage.events if one["event"] == "user"][-1]["parse_data"]
    assert heard["intent"]["name"] == "price_dispute"
    assert {one["entity"]: one["value"] for one in heard["entities"]}["order_number"] == "30061"


@pytest.mark.parametrize(
    ("ranking", "first"),
    [
        ({"price_dispute": 0.48, "price_match": 0.45}, ["price_dispute", "price_match"]),
        ({"price_dispute": 0.3, "wrong_item": 0.1}, ["price_dispute", "warranty_claim"]),
        ({"wrong_item": 0.1}, ["warranty_claim", "return_item"]),
    ],
)
async def test_likely_matters_stand_before_the_usual_ones(
    ranking: dict[str, float], first: list[str]
) -> None:
    """Several, or one that is not likely enough, are for the customer to choose from."""
    stage = await _hint_of_memory(ranking)
    assert stage.slots["offer"]["meanings"][:2] == first
