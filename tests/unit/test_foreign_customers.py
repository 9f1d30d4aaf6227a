"""Played customers of the foreign shop: what they answer, choose, agree to and refuse."""

from __future__ import annotations

import pytest

from scripts.foreign_shop.choosing import agreeing, declining, fitting
from scripts.foreign_shop.consent import objection, payment
from scripts.foreign_shop.customer import WANTS_PERSON, Customer, Move
from scripts.foreign_shop.reading import asked, promises_news, refuses
from scripts.foreign_shop.tasks import Brief
from scripts.showing.chat import Bubble

YES_NO = ("Yes, please", "No, leave it")
ADA = "You are Ada Miller in zip code 10115."


def bubble(text: str, *titles: str, by: str = "bot") -> Bubble:
    """Something that the desk says, with its buttons."""
    buttons = tuple((f"b{at}", title) for at, title in enumerate(titles))
    return Bubble(seq=1, by=by, text=text, buttons=buttons)


def customer(reason: str, known: str = ADA, instructions: str = "") -> Customer:
    """Somebody who has written their first message."""
    brief = Brief(reason_for_call=reason, known_info=known, task_instructions=instructions)
    one = Customer(brief)
    one.opens()
    return one


def answer(one: Customer, text: str, *titles: str) -> str | None:
    """What they say or press next."""
    move = one.replies([bubble(text, *titles)])
    return move and move.text


@pytest.mark.parametrize(
    ("text", "titles", "kinds"),
    [
        ("What's your e-mail, or your name and zip code?", (), {"EMAIL", "NAME", "POSTCODE"}),
        ("Please tell me your order number.", (), {"ORDER"}),
        ("I'd cancel it. Shall I?", (), {"CONFIRM"}),
        ("That is $5 more.", YES_NO, {"CONFIRM"}),
        ("Is it the red lamp of your last order?", (), {"CONFIRM"}),
        ("Do you want the red one or the blue one?", (), {"OTHER"}),
        ("Is there anything else?", (), {"MORE"}),
        ("Would you like to talk to a person?", YES_NO, {"PERSON"}),
        ("Why do you want to cancel it?", (), {"REASON"}),
        ("Which payment method should it be?", (), {"PAYMENT"}),
        ("Which colour?", ("red", "blue"), {"OTHER"}),
        ("What's the new address?", (), {"ADDRESS"}),
    ],
)
def test_a_question_is_known_by_what_it_is_about(
    text: str, titles: tuple[str, ...], kinds: set[str]
) -> None:
    """By its words and its buttons."""
    question = asked([bubble("Hello."), bubble(text, *titles)])
    assert question is not None
    assert {kind.name for kind in question.kinds} == kinds


def test_what_asks_nothing_is_no_question() -> None:
    """Nor is what the customer said themselves."""
    assert asked([bubble("Done."), bubble("Really?", by="customer")]) is None


def test_one_question_with_other_figures_is_the_same() -> None:
    """So that who is asked three times notices."""
    first, second = asked([bubble("Which of 30011?")]), asked([bubble("Which of 30012?")])
    assert first is not None
    assert second is not None
    assert first.key == second.key


def test_one_proof_asked_for_in_other_words_is_the_same_question() -> None:
    """Desks vary their words; who does not know their order number notices all the same."""
    one = customer("You want to return the lamp.")
    words = ("What's the order number?", "And the number of the order, please?", "Which order?")
    assert [answer(one, text) for text in words][-1] == WANTS_PERSON


def test_refusals_and_promises_are_heard() -> None:
    """By the words that desks use for them."""
    assert refuses("I'm afraid there is no such keyboard.")
    assert not refuses("Done, it is on its way.")
    assert promises_news("I've sent it off and am waiting for the confirmation; I'll tell you.")
    assert not promises_news("Done.")


@pytest.mark.parametrize(
    ("titles", "wants", "chosen"),
    [
        (("clicky", "linear"), "one with clicky switches", "clicky"),
        (("AC adapter", "battery", "USB"), "I prefer USB, then battery, then AC", "USB"),
        (("Red, $20.00", "Blue, $15.00"), "the cheapest one", "Blue, $15.00"),
        (("Red, $20.00", "Blue, $15.00"), "the most expensive one", "Red, $20.00"),
        (("Pet Bed", "Garden Hose"), "return all except the pet bed, and the hose", "Garden Hose"),
        (("Gift card", "PayPal"), "refund to GC", "Gift card"),
        (("W1 lamp, pending", "W2 lamp, delivered"), "the lamp I received", "W2 lamp, delivered"),
        (("red", "blue"), "a green one", None),
        (("red", "blue"), "red or blue", None),
        (("Lamp", "All of it"), "return both", "All of it"),
        (("Lamp", "All of it"), "return everything except the lamp", None),
        (YES_NO, "yes", None),
    ],
)
def test_a_button_is_chosen_by_the_words_of_the_wish(
    titles: tuple[str, ...], wants: str, chosen: str | None
) -> None:
    """Also by an order of preference and by price; never by chance."""
    buttons = bubble("Which?", *titles).buttons
    key = fitting(buttons, wants)
    assert (dict(buttons)[key] if key else None) == chosen


def test_yes_and_no_are_found_among_buttons() -> None:
    """No is also what says that nothing fits."""
    assert agreeing(bubble("?", *YES_NO).buttons) == "b0"
    assert declining(bubble("?", *YES_NO).buttons) == "b1"
    assert declining(bubble("?", "Lamp", "None of these").buttons) == "b1"
    assert agreeing(bubble("?", "Lamp").buttons) is declining(()) is None


@pytest.mark.parametrize(
    ("proposal", "said", "likings"),
    [
        ("I'd cancel the order #W1111111.", ["I want to cancel the hose."], []),
        ("I'd cancel the hose.", ["I want to return the hose."], []),
        (
            "Order W1111111 would be cancelled as a whole: Office Chair and Hiking Boots.",
            ["If cancelling partial items is possible, I want to return the chair."],
            [],
        ),
        ("I'd return the hose.", ["What does the hose cost?"], []),
        ("I'd return it from W1111111.", ["Return it from #W2222222."], []),
        ("I'd exchange the lamp, paid by PayPal.", ["Exchange the lamp."], ["Use the gift card."]),
        (
            "I'd exchange the water bottle and the lamp.",
            ["I want to exchange the water bottle and the lamp.", "Only exchange the lamp."],
            [],
        ),
        ("I'd cancel the grill.", ["I want to cancel the grill.", "I want to keep it."], []),
    ],
)
def test_a_proposal_against_the_wish_is_refused(
    proposal: str, said: list[str], likings: list[str]
) -> None:
    """Another act, another order, another way to pay, or what was taken back."""
    assert objection(proposal, said, likings)


@pytest.mark.parametrize(
    ("proposal", "said"),
    [
        ("I'd cancel the order #W1111111.", ["I want to cancel all pending orders."]),
        ("I'd exchange it; send the old one back.", ["I want to exchange the lamp."]),
        ("The refund goes to your gift card.", ["Return it, refund to gift card."]),
        ("I'd return it; the money goes to PayPal.", ["I want to return the lamp."]),
    ],
)
def test_a_proposal_that_fits_is_agreed_to(proposal: str, said: list[str]) -> None:
    """Whoever has said nothing against it says yes."""
    assert objection(proposal, said) is None


def test_the_last_word_on_paying_counts() -> None:
    """In words that a desk knows."""
    assert payment(["Pay by credit card.", "No, to the GC."]) == "gift card"
    assert payment(["Return it."]) is None


def test_who_one_is_is_told_as_far_as_it_is_known() -> None:
    """What is not known is not made up."""
    one = customer("You want to return the lamp.")
    said = answer(one, "What's your e-mail, or your name and zip code?")
    assert said == "My name is Ada Miller. My zip code is 10115."
    assert answer(one, "And your e-mail?") == "I don't remember."
    told = answer(one, "What's the order number and the zip code?")
    assert told == "My zip code is 10115. I don't remember the order number."


def test_wrong_answers_of_the_brief_come_first() -> None:
    """One after the other; nobody gives up while there is another."""
    zips = "If asked for your zip code, say that it is 98178 first, then say 98186."
    zips += " If that fails, then say 98187."
    one = customer("You want to return the lamp.", instructions=zips)
    questions = ("Your zip code?", "No match. The zip code?", "Once more, which zip code?")
    given = [answer(one, text) for text in questions]
    assert given == [f"My zip code is {zip_code}." for zip_code in ("98178", "98186", "98187")]
    assert answer(one, "Your zip code?") == WANTS_PERSON


def test_a_reason_is_pressed_where_there_is_a_button_for_it() -> None:
    """By the answer, not by whatever word of the wish stands on a button."""
    one = customer("You ordered a lamp and want to cancel it.")
    titles = ("No longer needed", "Ordered by mistake")
    assert answer(one, "What is the reason for cancelling?", *titles) == titles[0]


def test_an_address_that_is_not_known_is_told_by_what_is() -> None:
    """Whose it is, and where they live."""
    one = customer(
        "You want your default address to be your daughter's address.",
        "You are Bo Li, and your daughter lives in Chicago.",
    )
    assert answer(one, "Which address shall it be?") == "My daughter lives in Chicago."


def test_prices_of_another_wish_choose_nothing() -> None:
    """And of two that are compared, the liked one counts."""
    one = customer(
        "You want to return the more expensive lamp. You want a laptop. If none is available, "
        "you want to know all, and you prefer i5 over i7, and prefer silver."
    )
    answer(one, "Done.")
    titles = ("i7, black, US$2,729.32", "i5, silver, US$2,621.77", "i5, grey, US$2,609.37")
    assert answer(one, "Which one shall it be?", *titles) == titles[1]


def test_reason_payment_and_address_are_answered() -> None:
    """From the wish, or as most people would."""
    one = customer("You want the lamp, ordered by mistake, sent to 1 Elm St, Ohio, 62701.")
    assert answer(one, "What's the reason?") == "I ordered it by mistake."
    assert answer(one, "What's the new address?") == "1 Elm St, Ohio, 62701"
    assert answer(one, "Which payment method?") == "The way I paid, please."
    other = customer("You want to cancel it. You prefer PayPal for any refund.")
    assert answer(other, "Why do you want to?") == "I no longer need it."
    assert answer(other, "Which payment method?") == "PayPal, please."


def test_the_next_wish_comes_when_the_first_is_done() -> None:
    """Then thanks, then nothing."""
    one = customer("You want to return the lamp. You also want to cancel the grill.")
    assert answer(one, "Done.") == "I also want to cancel the grill."
    assert answer(one, "Done. Anything else?", "Yes", "No, that's all") == "No, that's all"
    many = customer("You want a lamp. You want a mug. You want a hose. You want a bed. Thanks.")
    asked_again = [answer(many, "Anything else?", "No, thank you") for _ in range(4)]
    assert asked_again == ["I want a mug.", "I want a hose.", "I want a bed.", "No, thank you"]
    assert answer(one, "Goodbye.") is None


def test_a_yes_is_given_by_button_or_word() -> None:
    """Where nothing speaks against it."""
    one = customer("You want to return the lamp.")
    assert one.replies([bubble("I'd return it.", *YES_NO)]) == Move(
        text="Yes, please", button_id="b0"
    )
    assert answer(one, "So I take it back, shall I?") == "Yes, please."
    assert str(answer(one, "I'd cancel the order.", *YES_NO)).startswith("No. ")


def test_a_change_of_mind_comes_at_the_confirmation() -> None:
    """Once, and holds from then on."""
    one = customer(
        "You want to exchange the mug and the lamp. If the agent asks for confirmation, only "
        "exchange the lamp."
    )
    assert (
        answer(one, "I'd exchange the mug and the lamp.", *YES_NO)
        == "Wait. Only exchange the lamp."
    )
    assert answer(one, "The mug and the lamp, right?") == "No. Only exchange the lamp."
    assert answer(one, "I'd exchange the lamp.", *YES_NO) == "Yes, please"


def test_what_is_to_be_kept_stays_so() -> None:
    """Also when something else has been asked for since."""
    one = customer(
        "You want to cancel the grill, but if the agent asks you to confirm, you regret and want "
        "to keep it. You then want to ask which shirts you have."
    )
    assert answer(one, "I'd cancel the order W1 (Grill).", *YES_NO) == "Wait. I want to keep it."
    assert answer(one, "What should be different?", "No, leave it") == "No, leave it"
    assert answer(one, "All right.") == "Can you tell me which shirts I have?"
    assert answer(one, "I'd cancel the Grill.", *YES_NO) == "No. I want to keep it."


def test_a_payment_that_will_do_otherwise_does() -> None:
    """Where the preferred one is not to be had."""
    one = customer("You want a refund. PayPal is prefered, but otherwise a credit card will do.")
    assert answer(one, "The refund goes to visa. Shall I?", *YES_NO) == "No. I'd prefer the PayPal."
    assert answer(one, "Which payment method?", "visa ending in 1") == "visa ending in 1"


def test_a_refusal_brings_the_next_best() -> None:
    """By a button where one fits, else in words; a failed proof of identity is no refusal."""
    one = customer(
        "You want 8 bar. If 8 bar is not possible, you want 9 bar. If 9 bar is not possible, ask "
        "for a human representative."
    )
    assert answer(one, "I can't find that. What's your name?") == "My name is Ada Miller."
    assert answer(one, "8 bar is not available. Which?", "9 bar", "10 bar") == "9 bar"
    assert answer(one, "Sorry, 9 bar is not available.") == "I want a human representative."
    assert answer(one, "Do you want to talk to a person?", *YES_NO) == "Yes, please"


def test_what_is_foreseen_for_a_question_answers_it() -> None:
    """Also when the question says it in other words."""
    one = customer("You want to cancel it.", instructions="If asked for reason, say you lost it.")
    assert answer(one, "Why do you want to cancel?") == "I lost it."


def test_a_question_is_about_what_can_be_chosen() -> None:
    """What is foreseen for goods is told where only the buttons name them."""
    one = customer(
        "You want to return a lamp. If the agent asks you for which lamp, mention the red one."
    )
    titles = ("Lamp (colour: blue), order 7", "Lamp (colour: red), order 7")
    assert answer(one, "There are two of them. Which one is it?", *titles) == titles[1]


def test_who_is_asked_the_same_three_times_wants_a_person_once() -> None:
    """And leaves where none comes."""
    one = customer("You want to return the lamp.")
    assert answer(one, "Could you say that in other words?") == "I want to return the lamp."
    assert answer(one, "Could you say that in other words?") == "I want to return the lamp."
    assert answer(one, "Could you say that in other words?") == WANTS_PERSON
    assert answer(one, "Could you say that in other words?") is None


def test_a_person_is_declined_at_first_and_welcome_after_a_refusal() -> None:
    """Most people try once more."""
    one = customer("You want to return the lamp.")
    assert (
        answer(one, "Would you like a person?", "Yes, a person", "No, try again") == "No, try again"
    )
    assert (
        answer(one, "Would you like a person?", "Yes, a person", "No, try again") == "Yes, a person"
    )
    other = customer("You want to return the lamp.")
    assert answer(other, "I can't do that. Shall a colleague do it, a person?") == (
        "Yes, a person, please."
    )


def test_a_refusal_without_a_next_best_is_met_once_with_the_wish_in_fewer_words() -> None:
    """It may have been misunderstood; then the customer takes it."""
    one = customer("You had bad luck, you want to return the lamp.")
    assert answer(one, "I can't help with that.") == "I want to return the lamp."
    assert answer(one, "I can't help with that.") == "Thank you."


def test_who_is_not_understood_says_less() -> None:
    """At the second time, and with what the wish is about."""
    one = customer("You had bad luck. You broke the lamp, you want to return it.")
    first, second = (answer(one, "Could you say that in other words?") for _ in range(2))
    assert first == "I had bad luck. I broke the lamp, I want to return it."
    assert second == "I broke the lamp. I want to return it."


def test_a_choice_that_nothing_decides_is_declined_in_the_end() -> None:
    """First the wish is said again."""
    one = customer("You want to return the lamp.")
    titles = ("red", "blue", "None of these")
    assert answer(one, "Which one?", *titles) == "I want to return the lamp."
    assert answer(one, "Which one?", *titles) == "None of these"


def test_what_is_left_to_tell_answers_a_question_about_it() -> None:
    """Instead of the same words again."""
    one = customer("You want to return the lamp. You also want to know the colour of the grill.")
    assert (
        answer(one, "And what about the grill?") == "I also want to know the colour of the grill."
    )
