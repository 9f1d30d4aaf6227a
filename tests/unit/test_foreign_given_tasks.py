"""Played customers held against the given tasks: what is right they agree to, in their own time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scripts.foreign_shop.customer import Customer
from scripts.foreign_shop.facts import facts_of
from scripts.foreign_shop.tasks import TASKS, Act, Data, Task, batches, read_data, read_tasks
from scripts.foreign_shop.wishes import wishes_of
from scripts.showing.chat import Bubble

FOLDER = Path(__file__).parents[3] / "shared" / "foreign-shop"
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="needs the foreign shop, beside the checkout in ../shared"
)
WORDS = {
    "cancel_pending_order": "cancel",
    "modify_pending_order_items": "change",
    "exchange_delivered_order_items": "exchange",
    "return_delivered_order_items": "return",
}
METHODS = {"credit_card": "credit card", "gift_card": "gift card", "paypal": "PayPal"}


def proposal(act: Act, data: Data) -> str | None:
    """A right act as a desk would propose it; None for what only looks something up."""
    given, order = act.arguments, act.arguments.get("order_id", "")
    paid = METHODS.get(str(given.get("payment_method_id")).rpartition("_")[0], "")
    if "address1" in given:
        whose = order or "your account"
        return f"I'd change the address of {whose} to {given['address1']}. Shall I?"
    if act.name == "modify_pending_order_payment":
        return f"I'd have {order} paid by {paid}. Shall I?"
    if act.name not in WORDS:
        return None
    items = given.get("item_ids") or [one["item_id"] for one in data.orders[order]["items"]]
    named = ", ".join(_name(item, data) for item in items)
    money = f" The money goes by {paid}." if paid else ""
    return f"I'd {WORDS[act.name]} of order {order} ({named}).{money} Shall I?".replace(
        "cancel of order", "cancel the order"
    )


def _name(item_id: str, data: Data) -> str:
    has: dict[str, Any] = next(p for p in data.products.values() if item_id in p["variants"])
    return str(has["name"])


def agrees(customer: Customer, text: str) -> bool:
    """Whether they say yes after three messages at most."""
    buttons = (("b0", "Yes, please"), ("b1", "No, leave it"))
    asked = [Bubble(seq=1, by="bot", text=text, buttons=buttons)]
    return any((move := customer.replies(asked)) and move.button_id == "b0" for _ in range(3))


def tasks() -> tuple[Task, ...]:
    """All that are given; none where they are not there."""
    return read_tasks(FOLDER / TASKS) if FOLDER.exists() else ()


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.id)
def test_whoever_has_told_everything_agrees_to_what_is_right(task: Task) -> None:
    """After what their brief has them say first; nobody is too stubborn for their own task."""
    data, customer = read_data(FOLDER), Customer(task.user)
    customer.opens()
    while (move := customer.replies([Bubble(seq=1, by="bot", text="All right.")])) is not None:
        assert move.button_id is None
    for act in task.actions:
        if text := proposal(act, data):
            assert agrees(customer, text), text


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.id)
def test_messages_are_in_the_first_person(task: Task) -> None:
    """Nobody speaks of an agent, or tells what they were told to keep to themselves."""
    for message in wishes_of(task.user).told:
        assert message == message.strip() != ""
        assert not re.search(r"\bagent\b|reveal|\byour (?:order|user|default)\b", message)


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.id)
def test_everybody_can_say_who_they_are(task: Task) -> None:
    """By e-mail, or by name and postcode, as that shop asks for."""
    facts = facts_of(task.user)
    assert facts.emails or (facts.name and facts.postcodes)


def test_given_tasks_share_few_shops() -> None:
    """Most customers are different users, so conversations can go on at once."""
    data = read_data(FOLDER)
    assert len(batches(tasks(), data, apart=False)) < len(tasks()) / 5
