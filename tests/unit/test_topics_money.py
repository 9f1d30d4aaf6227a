"""What is found out about payments, invoices, prices, codes and credit, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from actions.crm import billing, demo
from actions.crm.catalogue import catalogue
from actions.crm.dataset import Calendar, OrderBuilder, Parcel, Wares
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.crm.records.goods import Product, Promotion
from actions.crm.records.order import Order
from actions.crm.records.payment import Billing
from actions.engine.case import crm_access
from actions.engine.case.days import day, resolved
from actions.shop.money import charge, charge_words, charges, credit, payment, price, promo_code
from actions.shop.money.money_topic import Seen
from actions.shop.money.reading import (
    amount,
    code,
    named_amount,
    named_code,
    particulars,
    vat_id,
)
from actions.shop.money.topics import DETAILS, TOPICS
from tests.unit.actions_stage import Stage
from tests.whole_crm import whole

TODAY = datetime.now(UTC).date()
CALENDAR = Calendar(TODAY)
PEOPLE = {one.id: one for one in demo.demo_dataset(TODAY).customers}
SHOP = {product.sku: product for product in catalogue(TODAY)}
CARD, MOUSE = SHOP["GC-101"], SHOP["MS-101"]
INTENTS = tuple(TOPICS)


def signed_in(customer_id: str) -> Stage:
    """A conversation with one of the demo customers."""
    return Stage({"id": customer_id, "name": PEOPLE[customer_id].name, "level": "verified"})


@pytest.fixture(autouse=True)
def crm() -> Iterator[Crm]:
    """The demo customers' CRM."""
    shop = whole(MemoryCrm(demo.demo_dataset(TODAY), demo=True))
    crm_access.use(shop)
    yield shop
    crm_access.use(None)


def order(*products: Product, placed: int = 6, arrived: int = 3, dearer: int = 0) -> Order:
    """A delivered order that was paid by card."""
    parcel = Parcel(
        carrier="Northway",
        status="delivered",
        shipped=arrived + 2,
        expected=arrived,
        scanned=arrived,
        delivered=arrived,
    )
    return OrderBuilder(CALENDAR, "10432", PEOPLE["c-0001"]).build(
        placed=placed,
        status="delivered",
        payment="credit card",
        wares=[Wares(product=product, dearer=dearer) for product in products or (CARD,)],
        parcels=[parcel],
    )


def unpaid(placed: int = 1) -> Order:
    """An order that waits for its payment."""
    return OrderBuilder(CALENDAR, "10433", PEOPLE["c-0001"]).build(
        placed=placed, status="placed", payment="credit card", wares=[Wares(product=CARD)]
    )


# Words


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("€299.90 on my card", "29990"),
        ("it was 1.848,90 €", "184890"),
        ("1,848.90 eur", "184890"),
        ("20 euros were taken", "2000"),
        ("eur 5", "500"),
        ("you took 79,90 twice", "7990"),
        ("it says 1,109.90 on my statement", "110990"),
    ],
)
def test_named_amounts(text: str, cents: str) -> None:
    """An amount is read in either way of writing it."""
    assert named_amount(text) == cents


def test_bare_amounts_only_when_asked() -> None:
    """A bare number without cents is an amount only in an answer."""
    assert named_amount("it says 80") is None
    assert amount("it says 80") == "8000"
    assert amount("I don't know") is None


@pytest.mark.parametrize("text", ["on 12.11. I think", "12.11", "order 30011", "a 2.5 m cable"])
def test_no_amounts(text: str) -> None:
    """A day, an order's number and a length are no amounts."""
    assert named_amount(text) is None


@pytest.mark.parametrize(
    ("text", "vat", "rest"),
    [
        (
            "Moreau SARL, Rue Neuve 3, VAT FR40303265045",
            "FR40303265045",
            "Moreau SARL, Rue Neuve 3",
        ),
        (
            "Visser BV, 2515 AP Den Haag, VAT number: NL004495445B01",
            "NL004495445B01",
            "Visser BV, 2515 AP Den Haag",
        ),
        ("it's de 123 456 789", "DE123456789", None),
        ("Atelier 1, 67000 Strasbourg", None, "Atelier 1, 67000 Strasbourg"),
    ],
)
def test_vat_numbers(text: str, vat: str | None, rest: str | None) -> None:
    """A VAT number is found beside a name and an address, and is kept out of them."""
    assert (vat_id(text), particulars(text)) == (vat, rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 12 November", "11-12"),
        ("the 3rd of march", "03-03"),
        ("Nov 5", "11-05"),
        ("12.11.", "11-12"),
        ("yesterday", "-1"),
        ("3 days ago", "-3"),
        ("last week some time", None),
    ],
)
def test_days(text: str, expected: str | None) -> None:
    """A day is read with or without its month in words."""
    assert day(text) == expected


def test_a_day_is_the_last_one_that_was() -> None:
    """December is last year's in January, and what no calendar has is no day."""
    assert resolved("12-30", date(2026, 1, 4)) == date(2025, 12, 30)
    assert resolved("-2", date(2026, 1, 1)) == date(2025, 12, 30)
    assert resolved("02-31", date(2026, 3, 4)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BUILD20 is refused", "BUILD20"),
        ("the code welcome10 does nothing", "WELCOME10"),
        ("tried VC-DEM0ENDD twice", "VC-DEM0ENDD"),
        ("my code doesn't work", None),
    ],
)
def test_codes(text: str, expected: str | None) -> None:
    """A code is known by how it is written, or by the word before it."""
    assert named_code(text) == expected


def test_code_when_asked() -> None:
    """In an answer a single word is a code, a sentence without one is none."""
    assert code("summersale") == "SUMMERSALE"
    assert code("it's build20") == "BUILD20"
    assert code("no idea where it is") is None


def test_particulars_are_more_than_a_word() -> None:
    """A yes is not whom an invoice shall name."""
    assert particulars("yes") is None
    assert particulars("Studio Nord\nHavnegata 14, 7010 Trondheim") is not None


# Charges


def test_each_kind_of_charge_is_told_apart() -> None:
    """What is held beside a payment, what was taken twice, and parts of an order are seen."""
    plain = order()
    twice, held = billing.charged_twice(plain), billing.held_twice(plain, CALENDAR.day(-3))
    assert [one.kind for one in charge.charges_of([plain], TODAY)] == ["plain"]
    assert [one.kind for one in charge.charges_of([twice], TODAY)] == ["plain", "charged_twice"]
    assert {one.kind for one in charge.charges_of([held], TODAY)} == {"plain", "held_twice"}


def test_old_payments_are_no_charges() -> None:
    """What is on no statement any more is not brought up."""
    assert charge.charges_of([order(placed=200, arrived=190)], TODAY) == ()


async def test_several_odd_charges_are_told_apart_by_the_amount() -> None:
    """Only where several may be meant is the amount asked for; then the answer is clear."""
    stage = signed_in("c-0013")
    await stage.open("there's a charge that I don't know", "unknown_charge")
    assert stage.case.waiting_for == "detail"
    assert "amount" in stage.words
    held = SHOP["CO-103"].price
    await stage.say(f"{held / 100:.2f}", "nlu_fallback")
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == "held_twice"
    assert "drops off" in stage.words


async def test_an_amount_in_the_first_message_is_not_asked_for() -> None:
    """What was said counts: money taken twice is given back on a yes, once."""
    stage = signed_in("c-0013")
    twice = SHOP["SD-104"].price
    await stage.open(f"you took €{twice / 100:.2f} twice", "unknown_charge")
    assert stage.case.waiting_for == "go_ahead"
    await stage.say("yes", "affirm")
    made = await crm_access.crm().orders.order(demo.ORDER_CHARGED_TWICE)
    assert made is not None
    assert [(one.amount, one.line_ids) for one in made.refunds] == [(twice, ())]


async def test_a_charge_of_nobody_goes_to_billing_at_once() -> None:
    """An amount that matches nothing brings a person who knows payments, with priority."""
    stage = signed_in("c-0006")
    await stage.open("unknown charge of 512.34 euros", "unknown_charge")
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == "not_ours"
    await stage.say("yes", "affirm")
    assert stage.handoff is not None
    assert (stage.handoff["skill"], stage.handoff["priority"]) == ("billing", "high")


def test_more_than_the_bot_may_give_back() -> None:
    """Above the limit a colleague releases it."""
    dear = billing.charged_twice(order(SHOP["GC-106"]))
    known = Seen(today=TODAY, seed="s", orders=(dear,))
    found = charges.diagnose(charge.charges_of([dear], TODAY)[-1], known)
    assert charges.plan(found, known).reason == "value_limit"
    assert found.fault == "we took your money twice"


# Payments


@pytest.mark.parametrize("problem", ["declined", "limit", "expired_card", "not_confirmed"])
def test_a_failed_payment_gets_a_new_link(problem: str) -> None:
    """Whatever stopped it, a new link is offered as long as the goods are kept."""
    found = payment.diagnose(billing.declined(unpaid(), problem), TODAY)  # type: ignore[arg-type]
    assert found.cause == problem
    plan = payment.plan(found)
    assert (plan.act, plan.optional) == ("payment_link", False)
    assert "kept for you until" in plan.proposal


def test_states_of_a_payment() -> None:
    """An open transfer, a lapsed order, a hold and a paid order are told apart."""
    held = OrderBuilder(CALENDAR, "10434", PEOPLE["c-0001"]).build(
        placed=1, status="paid", payment="credit card", wares=[Wares(product=CARD)]
    )
    causes = [payment.cause_of(one, TODAY) for one in (unpaid(), unpaid(20), held, order())]
    assert causes == ["transfer_awaited", "lapsed", "held", "paid"]


async def test_a_visitor_at_checkout_is_asked_what_happens() -> None:
    """Who has no order yet need not prove anything: advice comes after one question."""
    stage = Stage()
    await stage.open("I can't pay", "payment_issue")
    assert stage.case.waiting_for == "detail"
    await stage.say("It is declined", "nlu_fallback")
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == "bank_declines"
    assert stage.handoff is None


async def test_what_a_visitor_says_at_once_is_not_asked() -> None:
    """The kind of trouble in the first message is enough."""
    stage = Stage()
    await stage.open("the 3d secure code never comes when I pay", "payment_issue")
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == "not_confirmed"


async def test_an_answer_that_does_not_fit_is_asked_once_more_then_skipped() -> None:
    """The second time in other words; then the likeliest advice is given."""
    stage = Stage()
    await stage.open("I can't pay", "payment_issue")
    first = stage.words
    await stage.say("purple", "nlu_fallback")
    assert stage.case.waiting_for == "detail"
    assert stage.words not in first
    await stage.say("purple again", "nlu_fallback")
    assert stage.case.diagnosis is not None


# Invoices


async def test_a_copy_of_an_invoice_is_mailed() -> None:
    """A copy goes out after a yes; where it goes is not said."""
    stage = signed_in("c-0003")
    await stage.open("I need the invoice", "get_invoice")
    assert stage.case.waiting_for == "go_ahead"
    assert "@" not in stage.words
    await stage.say("yes", "affirm")
    assert "copy of invoice IN-30031" in stage.words


async def test_no_invoice_before_the_parcel_leaves() -> None:
    """An order that has not left has none yet, and the customer hears when it comes."""
    stage = signed_in("c-0010")
    await stage.open(
        "invoice for order 30103", "get_invoice", entities={"order_number": demo.ORDER_UNPACKED}
    )
    assert "on which the parcel leaves" in stage.words


async def test_another_name_on_the_invoice() -> None:
    """What it shall say is asked, read back, and sent; it is not among what was asked."""
    stage = signed_in("c-0003")
    await stage.open("the name on the invoice is wrong", "check_invoice")
    assert "What should it say" in stage.words
    await stage.say("Atelier Moreau SARL, Rue Neuve 3, 67000 Strasbourg", "nlu_fallback")
    assert "Atelier Moreau" in stage.words
    assert "Atelier" not in str(stage.case.asked)
    await stage.say("yes", "affirm")
    made = await crm_access.crm().orders.order(demo.ORDER_LOST)
    assert made is not None
    assert made.invoices[-1].corrects == "IN-30031"
    assert made.invoices[-1].billed_to.name.startswith("Atelier Moreau SARL")


async def test_an_old_invoice_is_a_colleagues() -> None:
    """After two months the bot may not correct it any more."""
    stage = signed_in("c-0006")
    await stage.open(
        "the vat number is missing on the invoice of order 30062",
        "check_invoice",
        entities={"order_number": demo.ORDER_SSD},
    )
    await stage.say("yes", "affirm")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "policy"


async def test_a_doubted_amount_is_broken_down() -> None:
    """The items and their prices are read back, and a colleague is offered."""
    stage = signed_in("c-0003")
    await stage.open("the amount on my invoice is wrong", "check_invoice")
    assert "1 x" in stage.words
    assert stage.case.plan is not None
    assert stage.case.plan.optional


# Prices


def compared(bought: Order, *, elsewhere: bool = False) -> str:
    """What is found about an order's price."""
    known = Seen(today=TODAY, seed="s", orders=(bought,), stock=SHOP)
    return price.diagnose(bought, bought.lines, known, elsewhere=elsewhere).cause


def test_causes_of_a_price_dispute() -> None:
    """A drop in time, a drop too late, a price elsewhere, and a price that was agreed on."""
    assert compared(order(dearer=20_00, placed=14)) == "dropped"
    assert compared(order(dearer=20_00, placed=15)) == "dropped_late"
    assert compared(order(), elsewhere=True) == "elsewhere"
    assert compared(order()) == "as_agreed"


async def test_the_difference_is_credited_once() -> None:
    """The voucher is worth the difference; asked again, the bot says that it was made good."""
    stage = signed_in("c-0014")
    await stage.open("it's 30 euros cheaper now", "price_dispute")
    assert "€30" in stage.words
    await stage.say("yes please", "affirm")
    own = await crm_access.crm().remedies.vouchers("c-0014")
    assert [one.amount for one in own if one.order_number == demo.ORDER_CHEAPER_NOW] == [30_00]
    again = signed_in("c-0014")
    await again.open("it's 30 euros cheaper now", "price_dispute")
    assert "made good already" in again.words


def test_a_large_difference_is_a_colleagues() -> None:
    """Above the limit of the tier the bot prepares it; a business customer's limit is higher."""
    bought = order(dearer=80_00)
    known = Seen(today=TODAY, seed="s", orders=(bought,), stock=SHOP)
    found = price.diagnose(bought, bought.lines, known)
    assert price.plan(found, known).reason == "value_limit"
    assert price.plan(found, replace(known, tier="business")).reason is None


# Codes


async def tried(customer_id: str | None, text: str, *answers: str) -> Stage:
    """A conversation about a code."""
    stage = signed_in(customer_id) if customer_id else Stage()
    await stage.open(text, "promo_code_problem")
    for said in answers:
        await stage.say(said, "nlu_fallback")
    return stage


@pytest.mark.parametrize(
    ("customer_id", "text", "answers", "cause"),
    [
        (None, "SUMMER10 is refused", (), "over"),
        (None, "NEXTWEEK5 is refused", (), "not_yet"),
        (None, "AUTUMN15 is refused", (), "just_over"),
        (None, "BUILD20 is refused", ("199",), "below_minimum"),
        (None, "BUILD20 is refused for a basket of 300 euros", (), "fine"),
        (None, "WELCOME10 is refused", ("500", "No, only those"), "excluded"),
        (None, "code XYZ99 is refused", (), "not_advertised"),
        ("c-0001", "code XYZ99 is refused", (), "unknown"),
        ("c-0014", "VC-DEM0VSED is refused", (), "used"),
        ("c-0014", "VC-DEM0ENDD is refused", (), "just_over"),
        (None, "VC-DEM0ENDD is refused", (), "not_advertised"),
        ("c-0012", "VC-DEM0SRRY is refused", (), "fine"),
        ("c-0001", "VC-DEM0SRRY is refused", (), "unknown"),
    ],
)
async def test_which_rule_a_code_fails_on(
    customer_id: str | None, text: str, answers: tuple[str, ...], cause: str
) -> None:
    """Each rule is told, and a voucher only to its owner."""
    stage = await tried(customer_id, text, *answers)
    if stage.case.waiting_for == "detail":
        await stage.say("300", "nlu_fallback")
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == cause


async def test_a_code_is_renewed_once() -> None:
    """What ended some days ago is made out anew on a yes, and never a second time."""
    stage = await tried("c-0001", "AUTUMN15 is refused")
    assert stage.case.waiting_for == "go_ahead"
    await stage.say("yes", "affirm")
    (made,) = await crm_access.crm().remedies.vouchers("c-0001")
    assert (made.amount, made.reason) == (15_00, "Instead of AUTUMN15")
    again = await tried("c-0001", "AUTUMN15 is refused")
    assert made.code in again.words
    assert again.case.waiting_for is None


async def test_a_visitor_gets_no_new_code() -> None:
    """A code is renewed only for someone who is signed in."""
    stage = await tried(None, "AUTUMN15 is refused")
    assert stage.case.waiting_for is None
    assert "Sign in" in stage.words


async def test_the_code_is_asked_for() -> None:
    """Without a code nothing can be looked up."""
    stage = await tried(None, "my code does not work")
    assert "Which code" in stage.words
    await stage.say("summer10", "nlu_fallback")
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == "over"


# Credit


async def test_a_return_that_was_never_paid_back() -> None:
    """Goods that are back and not paid for are paid on a yes, and it is owned up to."""
    stage = signed_in("c-0014")
    await stage.open("no credit for the keyboard that I returned", "missing_credit")
    assert stage.case.waiting_for == "go_ahead"
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.fault is not None
    await stage.say("yes", "affirm")
    made = await crm_access.crm().orders.order(demo.ORDER_BACK_UNPAID)
    assert made is not None
    assert [one.amount for one in made.refunds] == [made.total]


async def test_where_credit_comes_from_is_asked_only_in_doubt() -> None:
    """Several things may be meant: one question with buttons, and the voucher is renewed."""
    stage = signed_in("c-0014")
    await stage.open("my credit is gone", "missing_credit")
    assert stage.case.waiting_for == "detail"
    titles = [button["title"] for button in stage.said[-1]["buttons"]]
    assert titles == ["A return", "A voucher or code", "Something else"]
    await stage.say("A voucher or code", "nlu_fallback")
    assert stage.case.diagnosis is not None
    assert (stage.case.diagnosis.cause, stage.case.diagnosis.reference) == (
        "just_over",
        demo.VOUCHER_ENDED,
    )


async def test_a_voucher_that_waits_is_told() -> None:
    """The code is there to be used; nothing else is to be done."""
    stage = signed_in("c-0012")
    await stage.open("where is the voucher you promised", "missing_credit")
    assert demo.VOUCHER_SORRY in stage.words
    assert stage.handoff is None


def test_credit_that_nobody_knows_goes_to_billing() -> None:
    """What is none of the account's is a person's to find."""
    known = Seen(today=TODAY, seed="s")
    found = credit.diagnose(None, known)
    assert (credit.plan(found, known).act, found.cause) == ("person", "unknown")


# All of them


@pytest.mark.parametrize("intent", INTENTS)
async def test_nothing_personal_below_verified(intent: str) -> None:
    """A visitor who only claims an order learns neither that it exists nor whose it is."""
    stage = Stage()
    number = demo.ORDER_CHARGED_TWICE
    await stage.open(f"about order {number}", intent, entities={"order_number": number})
    await stage.say("12345", "nlu_fallback")
    for secret in ("Noor", "Haddad", "Kerkstraat", "Utrecht", "IN-", "P30133", "79.90"):
        assert secret not in stage.words


@pytest.mark.parametrize("intent", INTENTS)
async def test_every_topic_survives_an_account_without_anything(intent: str) -> None:
    """Whoever has bought nothing yet gets a sensible question, advice, or an offer of a person."""
    empty = demo.demo_dataset(TODAY)
    crm_access.use(whole(MemoryCrm(replace(empty, orders=(), vouchers=()), demo=True)))
    stage = signed_in("c-0001")
    await stage.open("something about money", intent)
    assert stage.words.strip()
    assert stage.case.waiting_for or stage.case.ending


def test_details_have_names_of_their_own() -> None:
    """A button names its question, so that no two may be called the same."""
    every = [detail for topic in TOPICS.values() for detail in topic.details]
    assert len({detail.name for detail in every}) == len({id(detail) for detail in every})
    assert {detail.name for detail in every} <= set(DETAILS)


def test_codes_are_told_apart_by_what_their_basket_holds() -> None:
    """Where a minimum and exclusions are possible, the question that tells more comes first."""
    known = demo.demo_dataset(TODAY).promotions
    both = next(one for one in known if one.code == "WELCOME10")
    assert set(promo_code.table_of(both).causes) == {"fine", "below_minimum", "excluded"}


# Questions with words of their own


async def test_the_basket_is_asked_about_what_the_code_excludes() -> None:
    """Which goods do not count is read from the promotion, in the question and after it."""
    special = Promotion(
        code="SPECIAL77",
        amount=5_00,
        currency="EUR",
        minimum=0,
        starts_on=TODAY,
        ends_on=TODAY,
        excluded=("power supply", "memory"),
    )
    known = replace(demo.demo_dataset(TODAY), promotions=(special,))
    crm_access.use(whole(MemoryCrm(known, demo=True)))
    stage = Stage()
    await stage.open("code SPECIAL77 doesn't work", "promo_code_problem")
    assert "besides power supplies and memory?" in stage.words
    await stage.say("no", "deny")
    assert "doesn't count for power supplies and memory" in stage.words


async def test_a_corrected_invoice_has_name_and_vat_number_apart(crm: Crm) -> None:
    """A VAT number is no part of the name, and another name does not keep the old number."""
    stage = signed_in("c-0003")
    await stage.open("the vat number is missing on my invoice", "check_invoice")
    await stage.say("FR 40 303 265 045", "inform")
    await stage.say("yes", "affirm")
    first = (await crm.orders.order(demo.ORDER_LOST)).invoices  # type: ignore[union-attr]
    assert first[-1].billed_to == Billing(name=first[0].billed_to.name, vat_id="FR40303265045")
    await stage.open("the name on my invoice is wrong", "check_invoice")
    await stage.say("Moreau SARL, Rue Neuve 3, 67000 Strasbourg", "inform")
    await stage.say("yes", "affirm")
    then = (await crm.orders.order(demo.ORDER_LOST)).invoices  # type: ignore[union-attr]
    assert then[-1].billed_to == Billing(name="Moreau SARL, Rue Neuve 3, 67000 Strasbourg")


async def test_both_charges_that_came_twice_are_told() -> None:
    """Who asks why they were charged twice hears of each, and what was taken goes back."""
    stage = signed_in("c-0013")
    await stage.open("why was I charged twice", "unknown_charge")
    assert all(
        number in stage.words for number in (demo.ORDER_CHARGED_TWICE, demo.ORDER_HELD_TWICE)
    )
    assert stage.case.plan is not None
    assert stage.case.plan.act == "give_back"


async def test_twice_alone_does_not_hide_a_plain_charge() -> None:
    """An amount that is told outweighs the word; without a double charge it is asked for."""
    stage = signed_in("c-0006")
    await stage.open("I was charged twice", "unknown_charge")
    assert "amount" in stage.words


async def test_ones_own_vouchers_are_offered_where_a_code_is_asked_for() -> None:
    """What lately ended or is still good stands on a button; what was used does not."""
    stage = signed_in("c-0014")
    await stage.open("my voucher does not work", "promo_code_problem")
    buttons = [button["title"] for one in stage.said for button in one["buttons"]]
    assert buttons == ["VC-DEM0ENDD, €15"]
    assert demo.VOUCHER_USED not in "".join(buttons)
    await stage.say("VC-DEM0ENDD, €15", "inform")
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == "just_over"


def test_one_orders_payments_are_not_called_all_of_them() -> None:
    """What was looked through is said as it was."""
    everything = charge_words.none_of_ours(charge_words.looked(None), 512_34, None, TODAY)
    assert "all your payments" in everything
    told = charge_words.none_of_ours(charge_words.looked("30132"), 512_34, None, TODAY)
    assert "all your payments" not in told
    assert "30132" in told


def test_one_orders_credits_are_not_called_all_of_them() -> None:
    """The same for returns and refunds."""
    known = Seen(today=TODAY, seed="s")
    assert "30132" in credit.diagnose(None, known, "30132").explanation
    assert "vouchers" in credit.diagnose(None, known).explanation
