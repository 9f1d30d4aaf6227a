"""Wishes of a shop's customers, from who they are to what is written and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from actions.crm.errors import CrmRefused, CrmUnavailable, CrmUncertain
from actions.engine.business.business import business, use
from actions.engine.case import crm_access
from actions.engine.conversation.handoff import ActionHandOver
from tests.unit.commerce_shop import line
from tests.unit.wishes_shop import Talking, WishesShop, delivered, gift_card, method, pending

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def the_demo_shop_afterwards() -> Iterator[None]:
    """What these conversations put in its place is served no longer than they last."""
    before = business()
    yield
    use(before)
    crm_access.use(None)


async def test_who_it_is_is_asked_once_for_what_is_missing() -> None:
    """A name alone is taken, and only what goes with it is asked for after that."""
    talk = Talking(WishesShop(delivered()))
    assert "e-mail" in await talk.says("I want to return my fleece jacket.")
    said = await talk.says("My name is Kim Vogel.")
    assert "zip code" in said
    assert "full name" not in said
    assert "first and last" not in said
    assert "return" in await talk.says("It's 89073.")
    assert talk.shop.written == []


async def test_wrong_secrets_end_with_a_person() -> None:
    """Five addresses that nobody has bring somebody who can see to it."""
    talk = Talking(WishesShop(delivered()))
    await talk.says("I want to return my fleece jacket.")
    for place in range(5):
        await talk.says(f"My e-mail is nobody{place}@example.com.")
    assert talk.stage.handoff is not None
    assert talk.stage.handoff["reason"] == "identity_failed"


async def test_nothing_is_written_before_a_yes() -> None:
    """What comes back, and whereto, is said first; the yes writes just that."""
    talk = Talking(WishesShop(delivered()))
    said = await talk.proven("I want to return my fleece jacket. Refund to the original payment.")
    assert "BK-10001" in said
    assert "Visa ending in 1" in said
    assert talk.shop.written == []
    await talk.presses("yes")
    assert talk.shop.written == [("return", "BK-10001", ["fleece-line-1"], "card")]


async def test_things_of_several_orders_are_one_proposal() -> None:
    """Both orders stand in it with their sums, and one yes does both."""
    other = delivered("BK-10003", line("gloves", size="M", colour="red"), day=3)
    talk = Talking(WishesShop(delivered(), other))
    said = await talk.proven(
        "I want to return the fleece jacket and the gloves, to the way I paid."
    )
    assert "BK-10001" in said
    assert "BK-10003" in said
    await talk.presses("yes")
    assert {one[1] for one in talk.shop.written} == {"BK-10001", "BK-10003"}


async def test_an_exchange_says_every_change_before_it_is_done() -> None:
    """From what to what, what it costs more, and that it can be done once."""
    talk = Talking(WishesShop(delivered()))
    said = await talk.proven("I want to exchange the fleece jacket for size M, paid by PayPal.")
    assert ("size: S → M" in said and "PayPal" in said and "once" in said) or "single" in said
    await talk.presses("yes")
    ((act, number, swaps, pay_by),) = talk.shop.written
    assert (act, number, list(swaps), pay_by) == (
        "exchange",
        "BK-10001",
        ["fleece-line-1"],
        "paypal",
    )


async def test_what_has_not_left_is_changed_instead_of_exchanged() -> None:
    """The order's state decides, whichever word the customer has for it."""
    talk = Talking(WishesShop(pending()))
    await talk.proven("I want to exchange my pannier bag for a red one, and pay by PayPal.")
    await talk.presses("yes")
    assert talk.shop.written[0][:2] == ("change_items", "BK-20002")


async def test_several_that_fit_are_chosen_from_with_their_prices() -> None:
    """Each button tells what sets it apart, and a press takes that one."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to exchange my bike light for one with medium or high brightness.")
    assert len(talk.titles) > 1
    assert all("brightness" in title and "€" in title for title in talk.titles)
    said = await talk.presses(talk.titles[0])
    assert "pay" in said.casefold()


async def test_only_one_of_two_is_kept_at_the_confirmation() -> None:
    """A change of mind is proposed anew, and the rest of it is not done."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket and the bike light, to the way I paid.")
    said = await talk.says("Wait, only return the light.")
    assert "Bike Light" in said
    assert "Fleece" not in said
    await talk.presses("yes")
    assert talk.shop.written == [("return", "BK-10001", ["light-line-1"], "card")]


async def test_more_is_added_at_the_confirmation() -> None:
    """What is named with also is in the next proposal, and nothing was done yet."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    said = await talk.says("I also want to return the bike light.")
    assert "Fleece" in said
    assert "Bike Light" in said
    assert talk.shop.written == []


async def test_another_way_to_pay_at_the_confirmation_counts() -> None:
    """The refund goes where the customer said last, where that is allowed."""
    shop = WishesShop(delivered(), methods=[method("card", "Visa ending in 1"), gift_card(0)])
    talk = Talking(shop)
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    said = await talk.says("No, I'd rather have it on my gift card.")
    assert "gift card" in said
    await talk.presses("yes")
    assert talk.shop.written == [("return", "BK-10001", ["fleece-line-1"], "gift_card")]


async def test_money_goes_nowhere_that_is_forbidden() -> None:
    """Another account is refused by name of what is possible, and the only way is proposed."""
    talk = Talking(WishesShop(delivered()))
    said = await talk.proven("I want to return the fleece jacket, refund it to my PayPal.")
    assert "Visa ending in 1" in said
    await talk.presses("yes")
    assert talk.shop.written == [("return", "BK-10001", ["fleece-line-1"], "card")]


async def test_a_gift_card_without_enough_on_it_is_not_offered() -> None:
    """An exchange that costs more than it holds is paid another way."""
    methods = [method("card", "Visa ending in 1"), gift_card(1), method("paypal")]
    talk = Talking(WishesShop(delivered(), methods=methods))
    await talk.proven("I want to exchange the fleece jacket for size M.")
    assert talk.titles == ["Visa ending in 1", "PayPal"]


async def test_a_single_thing_is_not_cancelled_and_the_whole_is_offered() -> None:
    """The refusal says so; a no leaves the order alone."""
    talk = Talking(WishesShop(pending()))
    said = await talk.proven("I want to cancel the chain in my pending order.")
    assert "whole" in said
    assert "Pannier Bag" in said
    await talk.presses("no")
    assert talk.shop.written == []


async def test_a_reason_that_the_shop_takes_is_asked_for() -> None:
    """Another one is refused, and the button with one of them leads to the confirmation."""
    talk = Talking(WishesShop(pending()))
    await talk.proven("I want to cancel my order BK-20002.")
    assert talk.titles == ["Not needed", "By mistake"]
    await talk.says("The sun is shining.")
    assert talk.titles == ["Not needed", "By mistake"]
    await talk.presses("by mistake")
    await talk.presses("yes")
    assert talk.shop.written == [("cancel", "BK-20002", "by mistake")]


async def test_what_has_arrived_is_offered_as_a_return() -> None:
    """Cancelling it is refused with the state of the order, and the nearest act is asked about."""
    talk = Talking(WishesShop(delivered()))
    said = await talk.proven("Cancel order BK-10001, I ordered it by mistake.")
    assert "delivered" in said
    assert "return" in said
    await talk.presses("yes")
    assert talk.shop.written == []
    assert "return" in talk.stage.words


async def test_an_order_goes_elsewhere_and_back() -> None:
    """Undo right after offers the address that it had."""
    talk = Talking(WishesShop(pending()))
    await talk.proven("Please change the address of my order to 7 Neue Str, Stuttgart, 70173.")
    await talk.presses("yes")
    assert talk.shop.written == [("redirect", "BK-20002", "7 Neue Str")]
    assert "Am Markt 1" in await talk.says("Undo that, please.")
    await talk.presses("yes")
    assert talk.shop.written[-1] == ("redirect", "BK-20002", "Am Markt 1")


async def test_what_cannot_be_undone_is_said_so() -> None:
    """A cancelled order stays so, and a person is offered."""
    talk = Talking(WishesShop(pending()))
    await talk.proven("Cancel my order BK-20002, I don't need it.")
    await talk.presses("yes")
    said = await talk.says("Undo the cancellation!")
    assert "BK-20002" in said
    assert "colleague" in said
    await talk.presses("yes")
    assert talk.stage.handoff is not None


async def test_the_own_address_is_changed_beside_the_orders() -> None:
    """Both are done one after the other, with the address said once."""
    talk = Talking(WishesShop(pending()))
    await talk.proven(
        "I want to change my default address and the address of my order to "
        "7 Neue Str, Stuttgart, 70173."
    )
    await talk.presses("yes")
    await talk.presses("yes")
    assert {one[0] for one in talk.shop.written} == {"redirect", "change_address"}


async def test_an_order_is_paid_another_way() -> None:
    """The method is named back before it is changed."""
    talk = Talking(WishesShop(pending()))
    said = await talk.proven("Change the payment method of my order BK-20002 to PayPal.")
    assert "PayPal" in said
    await talk.presses("yes")
    assert talk.shop.written == [("change_payment", "BK-20002", "paypal")]


async def test_questions_are_answered_before_what_shall_be_done() -> None:
    """How many there are is told, and the return beside it is proposed in the same turn."""
    talk = Talking(WishesShop(delivered()))
    said = await talk.proven(
        "How many fleece jackets are available? I also want to return my bike light, to the way "
        "I paid."
    )
    assert "6" in said
    assert "Bike Light" in said


async def test_two_wishes_are_done_one_after_the_other() -> None:
    """Nothing that was said in one message is dropped."""
    talk = Talking(WishesShop(delivered(), pending()))
    await talk.proven(
        "I want to return the fleece jacket to the way I paid, and cancel order BK-20002, which I "
        "ordered by mistake."
    )
    await talk.presses("yes")
    await talk.presses("yes")
    assert {one[0] for one in talk.shop.written} == {"return", "cancel"}


async def test_what_the_policy_keeps_for_people_is_not_done() -> None:
    """Without the right to it the bot proposes a person, whatever words led there."""
    talk = Talking(WishesShop(delivered()), "cancel")
    said = await talk.proven("I want to return the fleece jacket, to the way I paid.")
    assert "colleague" in said
    await talk.presses("yes")
    assert talk.shop.written == []
    assert talk.stage.handoff is not None


async def test_a_person_gets_everything_that_is_wanted() -> None:
    """The packet has act, order, goods, and the customer's words without their secrets."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    await talk.says("I want a human now.")
    handoff = talk.stage.handoff
    assert handoff is not None
    told = handoff["summary"]["situation"]
    assert "return" in told
    assert "BK-10001" in told
    assert "Fleece Jacket" in told
    assert "kim@example.com" not in told
    assert handoff["facts"]["orders"] == "BK-10001"
    [want] = handoff["summary"]["wants"]
    assert "fleece jacket" in want["words"][0]
    assert want["about"].startswith("return, ")
    assert "BK-10001" in want["about"]
    assert want["state"] == "open"


async def test_a_wish_of_somebody_unknown_is_told_in_their_words() -> None:
    """Without what proves who they are, which is no wish."""
    talk = Talking(WishesShop(delivered()))
    await talk.says("I want to return my fleece jacket.")
    await talk.says("My name is Kim Vogel.")
    talk.stage.hear("I want a human now.", "contact_human_agent")
    await talk.stage.run(ActionHandOver())
    handoff = talk.stage.handoff
    assert handoff is not None
    [want] = handoff["summary"]["wants"]
    assert want["words"] == ("I want to return my fleece jacket.",)


async def test_what_the_shop_refuses_is_said_with_its_reason() -> None:
    """Nothing is claimed to be done."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    talk.shop.fails = CrmRefused("the window is over")
    assert "the window is over" in await talk.presses("yes")
    assert talk.shop.written == []


async def test_an_answer_that_was_lost_is_told_honestly() -> None:
    """It is neither called done nor failed."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    talk.shop.fails = CrmUncertain()
    said = await talk.presses("yes")
    assert "confirmation" in said
    assert "Done" not in said


async def test_a_silent_shop_brings_a_person() -> None:
    """What was agreed on is in the packet of whoever goes on by hand."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    talk.shop.fails = CrmUnavailable()
    await talk.presses("yes")
    assert talk.stage.handoff is not None
    assert talk.stage.handoff["reason"] == "action_failed"


async def test_what_was_done_is_told_whatever_cannot_be_read_after_it() -> None:
    """The shop goes silent behind a write: nobody is told that it was not done."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket and the bag, to the way I paid.")
    talk.shop.silent_once_written = True
    said = await talk.presses("yes")
    assert len(talk.shop.written) == 1
    assert "return" in said.casefold()
    assert talk.stage.handoff is not None
    assert talk.stage.handoff["reason"] == "action_failed"
    assert "Done by the bot: return" in talk.stage.handoff["summary"]["situation"]


async def test_what_could_not_be_looked_into_is_in_the_packet() -> None:
    """A shop that is silent from the start: the wish is quoted to whoever goes on."""
    talk = Talking(WishesShop(delivered()))
    await talk.says("My e-mail is kim@example.com.")
    talk.shop.written.append(("something", "earlier"))
    talk.shop.silent_once_written = True
    await talk.says("I want to return the fleece jacket")
    assert talk.stage.handoff is not None
    assert "return the fleece jacket" in talk.stage.handoff["summary"]["situation"]


async def test_the_same_message_again_adds_nothing() -> None:
    """It is asked once more, then a person is offered."""
    talk = Talking(WishesShop(pending()))
    await talk.proven("I want to cancel my order BK-20002.")
    await talk.says("I want to cancel my order BK-20002.")
    said = await talk.says("I want to cancel my order BK-20002.")
    assert "reason" in said or "colleague" in said
    assert talk.shop.written == []


async def test_the_cheapest_that_they_have_already_stays() -> None:
    """Nothing is swapped for what costs no less."""
    talk = Talking(WishesShop(delivered()))
    said = await talk.proven("I want to exchange the fleece jacket for the cheapest one.")
    assert "stays" in said or "leave" in said
    assert talk.shop.written == []


async def test_no_more_ends_the_conversation() -> None:
    """A bare no at the end is a farewell, and nothing is asked after it."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("What is the status of my order BK-10001?")
    await talk.presses("no")
    assert talk.stage.form is None


async def test_beginning_anew_does_not_give_new_tries() -> None:
    """Failed tries of proof count for the conversation."""
    talk = Talking(WishesShop(delivered()))
    for place in range(5):
        await talk.says("I want to return my fleece jacket.")
        await talk.says(f"My e-mail is nobody{place}@example.com.")
        kept = talk.stage.case
        talk.stage.slots["case"] = {"tries": kept.tries}
        if talk.stage.handoff is not None:
            break
        talk.stage.form = None
    assert talk.stage.handoff is not None


async def test_somebody_else_who_signs_in_takes_nothing_over() -> None:
    """What the one before wanted is forgotten, and none of their orders is touched."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    talk.shop.people["c-2"] = replace(talk.shop.people["c-1"], id="c-2", email="b@example.com")
    talk.stage.customer = {"id": "c-2", "level": "verified", "how": "site_token"}
    await talk.says("Yes, please do.", "affirm")
    assert talk.shop.written == []
    assert talk.stage.case.wishes.customer == "c-2"
    assert talk.stage.case.wishes.matters == ()


async def test_the_same_proposal_is_put_three_times_at_most() -> None:
    """A no that changes nothing leads to a person, and nothing is written."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return the fleece jacket, to the way I paid.")
    for _ in range(4):
        await talk.says("No. Only return the fleece jacket.")
        if "colleague" in talk.stage.words:
            break
    assert "colleague" in talk.stage.words
    assert talk.shop.written == []


@pytest.mark.parametrize(
    "text",
    [
        "yes if it costs me nothing",
        "yes, and how long does that take",
        "yes or no: is the label free",
        "sure, but only once my son has agreed",
    ],
)
async def test_a_yes_that_asks_or_conditions_writes_nothing(text: str) -> None:
    """It is told so, and a plain one writes what was proposed."""
    talk = Talking(WishesShop(delivered()))
    await talk.proven("I want to return my fleece jacket. Refund to the original payment.")
    await talk.says(text)
    assert talk.shop.written == []
    await talk.says("Yes, please.")
    assert len(talk.shop.written) == 1


async def test_a_question_is_put_anew_the_second_time() -> None:
    """With what may be chosen, in other words."""
    talk = Talking(WishesShop(delivered()))
    first = await talk.proven("I want to exchange the fleece jacket, paid by PayPal.")
    again = await talk.says("Blorp flonk.")
    assert "Blorp" not in again
    assert again != first


async def test_what_is_excepted_from_everything_is_left_out_of_it() -> None:
    """And what is wanted of that is wanted of nothing else."""
    goods = (line("fleece", size="S"), line("gloves", size="S", colour="black"))
    talk = Talking(WishesShop(delivered("BK-10001", *goods)))
    said = await talk.proven(
        "I want to return everything in it. Well, except the gloves, which I love, but I'd be happy"
        " to exchange those for red ones."
    )
    assert "Fleece Jacket" in said
    assert "Gloves" not in said
    await talk.says("Yes, please.")
    assert [written[2] for written in talk.shop.written] == [["fleece-line-1"]]
    assert "Fleece" not in talk.stage.words.rpartition("order BK-10001")[2]


async def test_the_nearest_thing_takes_the_place_of_what_cannot_be() -> None:
    """Asked for in other words than yes, it is done; what could not be is not asked about again."""
    talk = Talking(WishesShop(delivered(), pending("BK-20002", line("bag", colour="black"))))
    assert "cancelled" in await talk.proven("I want to return the bag, for a full refund.")
    assert "reason" in await talk.says("See if it can be cancelled.")
    said = await talk.says("Not needed.")
    assert "BK-20002" in said
    assert "BK-10001" not in said
    after = await talk.says("Yes, please.")
    assert "BK-10001" not in after
