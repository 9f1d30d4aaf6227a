"""What customers say to an act that is offered instead of the one they wished for."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm.records.customer import Address, Customer
from actions.engine.case.wishes import Matter, Open, Wishes
from actions.engine.commerce.account import Account
from actions.engine.commerce.consenting import whether_instead, whether_more
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.rules import Rules
from tests.unit import commerce_shop as shop

NO_DESK: Any = None
"""Nothing of it is asked for here."""
HOME = Address(street="Hof 1", postcode="89073", city="Ulm", country="DE")
KIM = Customer(
    id="c-1",
    name="Kim Doe",
    email="kim@example.com",
    phone=None,
    tier="standard",
    language="en",
    address=HOME,
)
ORDER = shop.order("BK-10234", shop.line("bag"), status="placed")
OFFER = Open(kind="instead", text="It could be cancelled instead. Shall I do that?", about="cancel")
MORE = Open(kind="more", text="Is there anything else?")
WISH = "I want to return the bag"
MATTERS = (
    Matter(act="return", words=("I want to return the bag",), read=1),
    Matter(
        act="cancel", words=("I want to return the bag",), orders=("BK-10234",), state="offered"
    ),
)


class Offered(Dialogue):
    """The dialogue after the offer, with an account that was read."""

    def __init__(self) -> None:
        wishes = Wishes(matters=MATTERS, open=OFFER)
        super().__init__(wishes, NO_DESK, shop.WORDS, Rules(acts={}))

    async def account(self) -> Account:
        """Of the one customer."""
        return Account(customer=KIM, orders=(ORDER,), methods=(), kinds=shop.KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "yes please",
        "see if it can be cancelled",
        "please cancel the order",
        "ok then cancel it",
    ],
)
async def test_asking_for_the_offer_takes_it(text: str) -> None:
    """In whatever words, without a yes as well."""
    dialogue = Offered()
    assert await whether_instead(dialogue, OFFER, text)
    assert dialogue.matter(1).state == "open"


@pytest.mark.parametrize(
    "text", ["no thanks", "I never want to cancel it", "i'll cancel it myself", "hm"]
)
async def test_what_does_not_ask_for_it_leaves_it(text: str) -> None:
    """Neither a no, nor its refusal, nor words that say nothing."""
    dialogue = Offered()
    await whether_instead(dialogue, OFFER, text)
    assert dialogue.matter(1).state == "dropped"


@pytest.mark.parametrize("text", ["cancel the gloves I just bought", "cancel my rain jacket"])
async def test_the_same_for_other_goods_takes_no_offer(text: str) -> None:
    """Who wants something else cancelled has said nothing to the offer, which is not done."""
    dialogue = Offered()
    assert not await whether_instead(dialogue, OFFER, text)
    assert dialogue.matter(1).state == "dropped"


async def test_a_refused_wish_is_settled_by_what_was_done_instead() -> None:
    """Nobody is told at the end that their wish was not done, once they took what was offered."""
    dialogue = Offered()
    dialogue.close(0, "refused", "the state of the order does not allow it")
    assert await whether_instead(dialogue, OFFER, "yes please")
    assert dialogue.matter(0).state == "dropped"


@pytest.mark.parametrize(
    "text",
    [
        "Please give me the refund soon, and the total amount of the refund I should expect.",
        "the balance of my gift card",
    ],
)
async def test_what_is_asked_for_after_all_is_done_is_answered(text: str) -> None:
    """A wish to know something counts as a question, be it without a question mark."""
    dialogue = Offered()
    assert await whether_more(dialogue, MORE, text)
    assert [one.act for one in dialogue.wishes.matters[2:]] == ["question"]


def test_anything_else_is_asked_afresh_each_time() -> None:
    """After an answer it is no second try at what was not understood."""
    dialogue = Offered()
    dialogue.wishes = replace(dialogue.wishes, open=MORE)
    again = Dialogue(dialogue.wishes, NO_DESK, shop.WORDS, Rules(acts={}))
    again.ask("more", "Is there anything else?")
    assert again.wishes.open is not None
    assert again.wishes.open.asked == 1
