"""What customers say to an act that is offered instead of the one they wished for."""

from __future__ import annotations

from typing import Any

import pytest

from actions.crm.records.customer import Address, Customer
from actions.engine.case.wishes import Matter, Open, Wishes
from actions.engine.commerce.account import Account
from actions.engine.commerce.consenting import whether_instead
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
