"""`scripts/examples` without a desk: who comes, what they answer, and what is written."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from actions.crm.dataset import Dataset
from actions.crm.population import demo_population
from scripts.showing.bank import OPENINGS
from scripts.showing.casting import Role, cast
from scripts.showing.chat import Bubble
from scripts.showing.customer import Customer, Move
from scripts.showing.page import Example, Exchange, page
from tests.demo_shop import SYMPTOMS, TOPICS

TODAY = date(2026, 3, 2)
ROLE = Role(
    topic="damaged_item",
    customer_id="c-1",
    name="Ada Miller",
    signed_in=True,
    number="30011",
    postcode="10115",
    product="Panoptic 27 QHD",
    thing="monitor",
)


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The demo shop."""
    return demo_population(TODAY)


def bubble(text: str, *titles: str) -> Bubble:
    """Something that the bot says, with its buttons."""
    buttons = tuple((f"1.{at}", title) for at, title in enumerate(titles))
    return Bubble(seq=1, by="bot", text=text, buttons=buttons)


def reply(*bubbles: Bubble, role: Role = ROLE, seed: int = 2) -> Move | None:
    """What the customer does then."""
    titles = {"damaged_item": "Something arrived damaged"}
    customer = Customer(role, titles, Random(seed), SYMPTOMS.get(role.topic))
    return customer.replies(bubbles)


def test_one_seed_draws_the_same_people(data: Dataset) -> None:
    """The same again for the same seed, others for another, and each topic once."""
    first = cast(data, TODAY, 20, 10)
    assert first == cast(data, TODAY, 20, 10) != cast(data, TODAY, 21, 10)
    assert len({role.topic for role in first}) == 10


@pytest.mark.parametrize("seed", range(5))
def test_everyone_comes_with_something_that_happened_to_them(data: Dataset, seed: int) -> None:
    """The order is theirs, and holds what they speak of."""
    orders = {order.number: order for order in data.orders}
    for role in cast(data, TODAY, seed, 10):
        if role.topic in SYMPTOMS:
            continue
        assert orders[role.number].customer_id == role.customer_id
        assert role.product in [line.name for line in orders[role.number].lines]


def test_there_are_words_for_topics_only() -> None:
    """Each topic of the bank is one, and can be said in several ways."""
    assert set(OPENINGS) <= set(TOPICS)
    assert all(len(said) > 1 for said in OPENINGS.values())


@pytest.mark.parametrize(
    ("titles", "pressed"),
    [
        (("Order 30010 - x", "Order 30011 - y", "None of these"), "Order 30011 - y"),
        (("Order 30010 - x", "None of these"), "None of these"),
        (("A mouse", "Panoptic 27 QHD", "All of it"), "Panoptic 27 QHD"),
        (("“A review”", "Something arrived damaged", "Something else"), "Something arrived"),
    ],
)
def test_a_choice_is_made_by_the_customers_own_facts(titles: tuple[str, ...], pressed: str) -> None:
    """The own order, the own item, what they came for; else none of them."""
    move = reply(bubble("Which one?", *titles))
    assert move is not None
    assert move.text.startswith(pressed)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Tell me the order number and the postcode?", "30011, postcode 10115"),
        ("What is the number of the order?", "30011"),
    ],
)
def test_what_is_asked_in_words_is_answered_in_words(asked: str, said: str) -> None:
    """From their own order."""
    move = reply(bubble(asked))
    assert move == Move(text=said)


def test_a_symptom_is_described_as_its_cause_has_it() -> None:
    """Over many customers the answers follow the likelihoods of the table, and name a choice."""
    (question, *_) = SYMPTOMS["troubleshoot_no_power"].questions
    role = Role(topic="troubleshoot_no_power", customer_id="c-1", name="Ada", signed_in=True)
    titles = [choice.title for choice in question.answers]
    said = [reply(bubble(question.text, *titles), role=role, seed=seed) for seed in range(60)]
    words = [move.text.lower() for move in said if move]
    assert {title.lower() for title in titles} <= set(words)


def test_who_has_nothing_to_answer_says_thanks_and_leaves() -> None:
    """One word of parting, then nothing."""
    customer = Customer(ROLE, {}, Random(1))
    assert customer.replies([bubble("Done, it is on its way.")]) is not None
    assert customer.replies([bubble("You're welcome.")]) is None


def test_the_page_tells_who_said_what() -> None:
    """With the pressed button marked, and where a person takes over."""
    exchange = Exchange(
        move=Move(text="Yes, please", button_id="1.0"), answer=[bubble("Shall I?", "Yes", "No")]
    )
    example = Example(role=ROLE, title="Something broken", exchanges=[exchange], waiting=True)
    text = page([example], seed=7, today=TODAY)
    assert "--seed 7` on 2 March 2026" in text
    assert "**Ada:** ▸ Yes, please\n\n> **Bot:** Shall I?\n>\n> ⟦Yes⟧ ⟦No⟧" in text
    assert "A person takes over" in text
