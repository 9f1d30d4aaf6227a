"""Briefs of the foreign shop's customers: said in the first person, taken apart, facts found."""

from __future__ import annotations

import pytest

from scripts.foreign_shop.facts import Facts, facts_of
from scripts.foreign_shop.perspective import first_person, spoken
from scripts.foreign_shop.tasks import Brief
from scripts.foreign_shop.wishes import When, Wishes, wishes_of


def taken(reason: str, instructions: str = "") -> Wishes:
    """A brief taken apart."""
    return wishes_of(Brief(reason_for_call=reason, task_instructions=instructions))


def known(info: str, reason: str = "", instructions: str = "") -> Facts:
    """What a customer of such a brief knows."""
    return facts_of(Brief(reason_for_call=reason, known_info=info, task_instructions=instructions))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("You want to cancel your order", "I want to cancel my order"),
        ("You are sad and you're late", "I am sad and I'm late"),
        ("what was sent to you by yourself", "what was sent to me by myself"),
        ("You wonder if the agent can help you", "I wonder if you can help me"),
        ("You lost it and are in a bad mood", "I lost it and am in a bad mood"),
        ("the order you placed", "the order I placed"),
    ],
)
def test_you_becomes_i(told: str, said: str) -> None:
    """A brief speaks to the customer, and the customer of themselves to the agent."""
    assert first_person(told) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Ask the agent how much you can save", "Can you tell me how much I can save?"),
        ("ask the agent to just cancel it.", "Please cancel it."),
        ("agree to return all things", "Okay, please return all things."),
        ("But you want to keep it.", "I want to keep it."),
        (
            "you want one Kettle {'size': '2 l', 'color': 'red'} to {'size': '1 l'}",
            "I want one Kettle (size 2 l, color red) to size 1 l.",
        ),
        (" . ", ""),
    ],
)
def test_reports_become_messages(told: str, said: str) -> None:
    """What is reported of a conversation is said in it, options in words."""
    assert spoken(told) == said


def test_one_wish_is_told_at_a_time() -> None:
    """A story goes before its wish, and a second wish is a message of its own."""
    wishes = taken("You received two tablets. You want to return one. You also want a refund.")
    assert wishes.told == (
        "I received two tablets. I want to return one.",
        "I also want a refund.",
    )


def test_wishes_are_told_together_where_the_brief_says_so() -> None:
    """Who wants everything addressed in one go writes one message."""
    reason = "You want to return the lamp. You also want to cancel the grill."
    assert len(taken(reason).told) == 2
    assert len(taken(reason, "Everything must be addressed in one go.").told) == 1
    assert len(taken(f"{reason} Make sure you mention both at the same time.").told) == 1


def test_more_of_the_same_thing_belongs_to_its_wish() -> None:
    """A sentence that names the same goods again, or what is preferred, says more of a wish."""
    wishes = taken(
        "You want to exchange the desk lamp. "
        "You want the desk lamp to be brighter (prefer USB > AC)."
    )
    assert wishes.told == (
        "I want to exchange the desk lamp. "
        "I want the desk lamp to be brighter, and I prefer USB, then AC.",
    )


def test_what_is_hidden_is_not_told() -> None:
    """Brackets and sentences that direct the customer are no messages."""
    wishes = taken(
        "You want to return everything (it's a mouse, but do not reveal it). "
        "Make sure you mention the mouse at the end."
    )
    assert wishes.told == ("I want to return everything.",)


@pytest.mark.parametrize(
    ("reason", "when", "text"),
    [
        (
            "You want to cancel it, but if the agent asks you to confirm, you regret and want to "
            "keep it.",
            When.CONFIRMING,
            "I want to keep it.",
        ),
        (
            "You want to return it. If the agent asks for which laptop, it is the 15-inch one.",
            When.ASKED,
            "It is the 15-inch one.",
        ),
        (
            "You want a keyboard. If there is no RGB, full size one, you'd go for no light.",
            When.REFUSED,
            "I'd go for no light.",
        ),
        (
            "You want 8 bar. If 7, 8, 9 are not possible, no exchange.",
            When.REFUSED,
            "No exchange.",
        ),
        (
            "You want a refund. If the agent asks for confirmation, do not say yes immediately, "
            "because you also want to return the watch.",
            When.CONFIRMING,
            "I also want to return the watch.",
        ),
    ],
)
def test_what_is_foreseen_waits_for_its_turn(reason: str, when: When, text: str) -> None:
    """A condition on what the desk says is no wish; it is said when it comes true."""
    (foreseen,) = taken(reason).reactions
    assert (foreseen.when, foreseen.text) == (when, text)


def test_a_condition_on_what_is_found_is_told_with_the_wish() -> None:
    """Only the desk can know it, and its other side goes with it."""
    wishes = taken(
        "You want to know the price of the grill. If it is less than 200 you want to exchange it. "
        "If not, you want to return it."
    )
    assert wishes.reactions == ()
    assert wishes.told[0].endswith("If not, I want to return it.")


def test_what_follows_when_something_is_done_is_a_later_wish() -> None:
    """It is told by itself, without the condition."""
    wishes = taken("You want a new address. Once the agent has done it, you want the old one back.")
    assert wishes.told == ("I want a new address.", "I want the old one back.")


def test_how_to_pay_and_what_not_to_do_is_told_when_asked() -> None:
    """These are likings: known, and not volunteered."""
    wishes = taken(
        "You want to exchange it. You prefer PayPal for any payment. "
        "You do not want to cancel any orders."
    )
    assert wishes.told == ("I want to exchange it.",)
    assert wishes.likings == (
        "I prefer PayPal for any payment.",
        "I do not want to cancel any orders.",
    )


def test_a_brief_without_a_wish_is_still_told() -> None:
    """Somebody who writes says something."""
    assert taken("Your parcel is late.").told == ("My parcel is late.",)


@pytest.mark.parametrize(
    ("info", "facts"),
    [
        ("You are Ada Miller in zip code 10115.", Facts(name="Ada Miller", postcodes=("10115",))),
        (
            "You are ada_miller_12 (ada@example.com).",
            Facts(name="Ada Miller", user_id="ada_miller_12", emails=("ada@example.com",)),
        ),
        (
            "You name is Bo Li and your emails are b@example.com and c@example.com.",
            Facts(name="Bo Li", emails=("b@example.com", "c@example.com")),
        ),
        (
            "You're an interesting guy called Noah Patel, living in 10108.",
            Facts(name="Noah Patel", postcodes=("10108",)),
        ),
    ],
)
def test_who_somebody_is_is_found_in_what_they_know(info: str, facts: Facts) -> None:
    """However it is put: by name, by user id, with one e-mail or two."""
    assert known(info) == facts


def test_orders_and_addresses_are_found_in_what_they_want() -> None:
    """They are told where they are asked for."""
    facts = known("", "Send order W1234567 and #W7654321 to 12 Elm St, Springfield, IL, 62701.")
    assert facts.orders == ("#W1234567", "#W7654321")
    assert facts.address == "12 Elm St, Springfield, IL, 62701"


def test_what_is_given_one_after_the_other_is_kept_in_its_order() -> None:
    """A brief may have its customer say something wrong first."""
    zips = "If asked for your zip code, say that it is 98178 first, then say 98186."
    assert known("You live in 98187.", instructions=zips).postcodes == ("98178", "98186")
    orders = (
        "When asked for order ID, provide 9502126 first. If the agent asks you to double check, "
        "say 9502127. If that doesn't work, say that you forgot the 'W' at the beginning."
    )
    assert known("", f"You want to return it. {orders}").orders == (
        *("9502126", "9502127", "W9502127"),
    )
    assert taken(f"You want to return it. {orders}").told == ("I want to return it.",)
