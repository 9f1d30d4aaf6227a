"""Facts for everybody: what is asked of goods and places, and what catalogue and policy answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.records.goods import Product
from actions.engine.business.business import business, use
from actions.engine.case import crm_access
from actions.engine.case.turn import Turn
from actions.engine.conversation.facts import ActionTellFact, shipping_to
from actions.engine.conversation.tone import ActionListen
from actions.engine.facts import finding, telling
from actions.engine.facts.asking import Wanted, wanted
from actions.engine.facts.country_names import country_in, country_name
from actions.engine.facts.fact_sheet import NO_FACTS, Fit, read_facts
from actions.engine.facts.fitting import verdicts
from actions.engine.talk.base import RUN_NEXT
from actions.engine.words.sheet import SheetsRefused
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

IN_CASE = Fit(of="graphics card", to="case", needs="length", at_most="longest card")
ON_BOARD = Fit(of="processor", to="mainboard", needs="socket", same="socket")
COOLED = Fit(of="cooler", to="processor", needs="sockets", among="socket")


class Silent(MemoryCrm):
    """A CRM whose catalogue does not answer."""

    async def products(self, *_args: object, **_more: object) -> tuple[Product, ...]:
        """Nothing in time."""
        raise CrmUnavailable


@pytest.fixture(autouse=True)
def _crm() -> Iterator[None]:
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


def product(name: str, category: str, **more: Any) -> Product:
    """Something that the shop sells."""
    known: dict[str, Any] = {
        "sku": name,
        "price": 10_000,
        "currency": "EUR",
        "in_stock": 9,
        "warranty_months": 24,
    }
    return Product(**{"name": name, "category": category} | known | more)


def turn(text: str, *goods: str) -> Turn:
    """A message that names these."""
    return Turn(
        turn_id="t",
        conversation_id="c",
        text=text,
        intent="product_question",
        entities={"product": goods} if goods else {},
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("whats the guarantee on your headsets", Wanted(kind="warranty")),
        ("when do you get more of those, is it back in stock soon", Wanted(kind="stock")),
        ("how much is the silent fan", Wanted(kind="price")),
        ("anything similar to the helion that you have", Wanted(kind="alternatives")),
        ("would that cooler fit into the midi quiet", Wanted(kind="fits")),
        ("how loud is the big cooler", Wanted(kind="property", name="noise")),
        ("does it come with screws", Wanted(kind="box")),
        ("what do you charge for shipping to Portugal", Wanted(kind="ship", name="PT")),
        ("do you guys deliver to scotland?", Wanted(kind="ship", name="GB")),
        (
            "how many days do I have to send things back",
            Wanted(kind="general", name="check_refund_policy"),
        ),
        ("do you accept klarna", Wanted(kind="general", name="check_payment_methods")),
        ("my parcel is late", None),
        ("the monitor stays black", None),
    ],
)
def test_what_is_asked_is_known_by_its_words(text: str, found: Wanted | None) -> None:
    """In any words that ask for nothing else, whoever sends them."""
    assert wanted(text, business().facts, loosely=False) == found


def test_words_that_may_mean_something_else_need_a_question_about_goods() -> None:
    """ "Is that one left" asks for stock only where the message was taken for such a question."""
    assert wanted("is there one left", business().facts, loosely=False) is None
    assert wanted("is there one left", business().facts, loosely=True) == Wanted(kind="stock")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("to Switzerland?", "CH"),
        ("NORWAY yes or no", "NO"),
        ("the uk", "GB"),
        ("holland", "NL"),
        ("belfast", "XI"),
        ("can you help us", None),
        ("I have a question, mate", None),
        ("send it to Jordan in the office", None),
    ],
)
def test_countries_are_known_by_the_names_that_people_have_for_them(
    text: str, code: str | None
) -> None:
    """Those of the atlas and of everyday, and no word that is one by chance."""
    assert country_in(text) == code


def test_a_country_is_called_as_it_is_spoken_of() -> None:
    """With its article, where it has one."""
    assert (country_name("NL"), country_name("CH")) == ("the Netherlands", "Switzerland")


def test_a_country_is_answered_with_cost_days_and_customs() -> None:
    """All from the policy: at home, abroad, beyond the customs border, or not at all."""
    assert "€4.90" in shipping_to("DE")
    abroad = shipping_to("FR")
    assert "€9.90" in abroad
    assert "3–6 working days" in abroad
    assert "VAT" not in abroad
    assert "VAT" in shipping_to("CH")
    assert "VAT" in shipping_to("GB")
    assert "VAT" not in shipping_to("XI")
    assert "don't deliver" in shipping_to("BR")


def test_who_pays_at_the_border_is_the_managers_to_decide() -> None:
    """The same country hears another sentence where the shop pays, and none where none is said."""
    shop = business()
    assert shop.policy.customs is not None
    try:
        paid = replace(shop.policy, customs=replace(shop.policy.customs, paid_by="shop"))
        use(replace(shop, policy=paid))
        assert "on top" in shipping_to("NO")
        assert "carrier" not in shipping_to("NO")
        use(replace(shop, policy=replace(shop.policy, customs=None)))
        assert "VAT" not in shipping_to("NO")
    finally:
        use(shop)


async def test_goods_are_found_by_maker_model_and_kind() -> None:
    """Words of the name tell models apart, and a maker's other goods stay out."""
    crm = crm_access.crm()
    found = await finding.named(
        crm, turn("is the voltaris 4070 any good", "voltaris", "orion 4070")
    )
    assert [one.name for one in found] == ["Voltaris Orion 4070 12 GB"]
    boards = await finding.named(crm, turn("the kyrotek board", "kyrotek", "mainboard"))
    assert {one.category for one in boards} == {"mainboard"}
    assert await finding.named(crm, turn("anything nice", "bicycle")) == ()
    by_model = await finding.named(crm, turn("got a 7900 for me"))
    assert {one.category for one in by_model} == {"graphics card"}


async def test_what_is_alike_is_there_and_nearest() -> None:
    """The same model of another maker comes before another model, and nothing sold out."""
    crm = crm_access.crm()
    (card,) = await finding.named(crm, turn("x", "voltaris", "orion 4070"))
    others = await finding.alike(crm, card)
    assert "4070" in others[0].name
    assert card not in others
    assert all(one.in_stock for one in others)


def test_what_is_the_same_for_all_is_said_once() -> None:
    """The warranty of a kind takes no question which one."""
    kit = [product(f"Granitex {n} GB Kit", "memory", warranty_months=120) for n in (16, 32, 64)]
    told = telling.warranty(kit)
    assert "10 years" in told.text
    assert "memory" in told.text
    assert not told.which
    odd = telling.warranty([product("A One", "fan", warranty_months=18)])
    assert "18 months" in odd.text
    assert telling.warranty([product("A One", "fan", warranty_months=None)]).text == ""


def test_of_too_many_it_is_asked_which_one() -> None:
    """With their prices from the least to the most, and how many are there."""
    many = [product(f"Maker {n} Thing", "fan", price=n * 100, in_stock=n % 2) for n in range(1, 8)]
    price, stock = telling.price(many), telling.stock(many)
    assert "€1" in price.text
    assert "€7" in price.text
    assert len(price.which) == 7
    assert "4" in stock.text
    assert stock.which


def test_what_is_sold_out_is_told_with_its_day_and_an_equal_one() -> None:
    """So that whoever asks can wait, or take another one."""
    gone = product("Boreal X", "fan", in_stock=0, restock_on=date(2026, 3, 4))
    told = telling.stock([gone], [product("Boreal Y", "fan")])
    assert "4 March" in told.text
    assert "Boreal Y" in told.text
    assert "day" in telling.stock([replace(gone, restock_on=None)]).text
    unknown = telling.stock([product("Boreal Z", "fan", in_stock=None)])
    assert "can't see" in unknown.text
    assert "few" in telling.stock([product("Boreal Z", "fan", in_stock=2)]).text


def test_what_fits_is_judged_by_the_data_sheets() -> None:
    """A length against its limit, a socket against the same, one of several against a list."""
    card = product("V Long", "graphics card", specifications={"length": "348 mm"})
    small = product("M Mini", "case", specifications={"longest card": "300 mm"})
    wide = product("M Wide", "case", specifications={"longest card": "36 cm"})
    assert [one.fits for one in verdicts([card, small], [IN_CASE])] == [False]
    assert [one.fits for one in verdicts([card, wide], [IN_CASE])] == [True]
    cpu = product("C C5", "processor", specifications={"socket": "LC1200"})
    board = product("N B560", "mainboard", specifications={"socket": "TM4"})
    tower = product("B Tower", "cooler", specifications={"sockets": "LC1200, TM4"})
    assert [one.fits for one in verdicts([cpu, board, tower], [ON_BOARD, COOLED])] == [False, True]
    assert verdicts([card], [ON_BOARD]) == ()


def test_a_measure_that_is_said_stands_for_goods_of_others() -> None:
    """ "A 33 cm card" need not be one that the shop sells."""
    small = product("M Mini", "case", specifications={"longest card": "300 mm"})
    cards = [
        product(f"V {n}", "graphics card", specifications={"length": "200 mm"}) for n in range(6)
    ]
    (verdict,) = verdicts([small, *cards], [IN_CASE], "will a 33 cm card fit")
    assert (verdict.fits, verdict.needs) == (False, "33 cm")
    assert verdicts([small], [IN_CASE], "a 500 watt one") == ()


def test_some_of_several_fit() -> None:
    """Then those are named that do."""
    cases = [
        product(f"M {n}", "case", specifications={"longest card": f"{n} mm"}) for n in (250, 350)
    ]
    card = product("V Card", "graphics card", specifications={"length": "300 mm"})
    told = telling.fit(verdicts([card, *cases], [IN_CASE]))
    assert "M 350" in told.text
    assert "M 250" not in told.text


async def _asks(stage: Stage, text: str, intent: str, *goods: str) -> str | None:
    """What runs first for a message, and what is said to it."""
    stage.hear(text, intent)
    parse = stage.events[-1]["parse_data"]
    parse["entities"] = [{"entity": "product", "value": one} for one in goods]
    await stage.run(ActionListen())
    first: str | None = stage.slots.get(RUN_NEXT)
    if first == "action_tell_fact":
        await stage.run(ActionTellFact())
    return first


async def test_nobody_has_to_sign_in_for_a_fact() -> None:
    """A question that sounds like a warranty case is answered from the catalogue."""
    stage = Stage()
    assert await _asks(stage, "how long is warranty on keyboards", "warranty_claim", "keyboard")
    assert "2 years" in stage.words


async def test_which_one_is_asked_once() -> None:
    """With likely ones to press; a press answers what was asked, a second miss gets a colleague."""
    stage = Stage()
    await _asks(stage, "how heavy is the monitor", "product_question", "monitor")
    assert stage.said[-1]["buttons"]
    await _asks(
        stage, '/inform{"product": "Lumora 27 QHD 165 Hz"}', "inform", "Lumora 27 QHD 165 Hz"
    )
    assert "5.9 kg" in stage.words
    await _asks(stage, "and is it in stock", "out_of_stock")
    assert "Lumora 27 QHD 165 Hz" in stage.words


async def test_what_no_data_sheet_says_is_for_a_colleague() -> None:
    """It is said plainly, and a person offered."""
    stage = Stage()
    await _asks(stage, "is the tactile mouse modular", "nlu_fallback", "mouse")
    assert stage.said[-1]["response"] == "utter_offer_person"


async def test_what_is_taken_for_a_question_about_goods_has_an_answer_of_its_own() -> None:
    """Where no data sheet says it, the shop's general answer is given, as ever."""
    stage = Stage()
    await _asks(stage, "is the tactile mouse modular", "product_question", "mouse")
    assert stage.said == []
    heard = [one for one in stage.events if one["event"] == "user"]
    assert heard[-1]["parse_data"]["intent"]["name"] == "product_question"
    assert len(heard) == 2


async def test_a_fact_in_the_middle_leaves_the_proposal_standing() -> None:
    """It is answered, and the yes that was open is asked for again in short."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    await _asks(stage, "do you also ship to poland?", "delivery_options")
    assert "Poland" in stage.words
    assert stage.said[-1]["buttons"][0]["title"] == "Yes, please"
    assert stage.case.waiting_for == "go_ahead"
    assert stage.case.plan is not None
    assert (stage.case.plan.brief or "trace") in stage.words


async def test_somebodys_own_case_is_no_fact() -> None:
    """What they bought and what is wrong with it is for the topic that looks into it."""
    stage = Stage(ANNA)
    assert (
        await _asks(stage, "my headset broke, i bought it here", "warranty_claim", "headset")
        is None
    )
    moves = "send it to Elm Row 4, 1010 Vienna, Austria"
    assert await _asks(Stage(ANNA), moves, "change_order") is None


async def test_a_business_that_says_nothing_of_goods_is_not_spoken_for() -> None:
    """Without `facts.yml` its own topics answer, and where it delivers nowhere no country is."""
    shop = business()
    try:
        use(replace(shop, facts=NO_FACTS, policy=replace(shop.policy, countries={})))
        assert await _asks(Stage(), "how long is warranty on fans", "warranty_claim", "fan") is None
        assert await _asks(Stage(), "do you ship to austria?", "delivery_options") is None
    finally:
        use(shop)


async def test_a_rule_that_everybody_is_told_is_answered_by_its_own_response() -> None:
    """Whatever the message was taken for, it is heard as the question for that rule."""
    stage = Stage()
    first = await _asks(stage, "until when can I send something back", "return_item")
    assert first == "action_tell_fact"
    heard = [one for one in stage.events if one["event"] == "user"][-1]
    assert heard["parse_data"]["intent"]["name"] == "check_refund_policy"


async def test_a_country_by_itself_goes_on_from_the_one_before() -> None:
    """ "And norway?" after another country asks the same of it."""
    stage = Stage()
    await _asks(stage, "do you ship to austria", "delivery_options")
    assert await _asks(stage, "and norway?", "nlu_fallback") == "action_tell_fact"
    assert "Norway" in stage.words


async def test_a_catalogue_that_does_not_answer_is_said_to_be_down() -> None:
    """Nothing is made up meanwhile."""
    crm_access.use(whole(Silent(demo_dataset(datetime.now(UTC).date()), demo=True)))
    stage = Stage()
    await _asks(stage, "how long is warranty on fans", "product_question", "fan")
    assert stage.said[-1]["response"] == "utter_action_failed_again"


async def test_no_fact_is_told_that_nobody_asked_for() -> None:
    """The action is only for a message that asks for one."""
    stage = Stage()
    stage.hear("hello", "greet")
    with pytest.raises(ValueError, match="none is asked"):
        await stage.run(ActionTellFact())


def test_a_business_without_the_file_has_no_facts_of_its_own(tmp_path: Path) -> None:
    """Its customers hear what every shop can tell."""
    assert read_facts(tmp_path) == NO_FACTS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("properties:\n  noise: {words: ['how (loud']}\n", "never closed"),
        ("properties:\n  noise: {named: [noise]}\n", "“words:” is missing"),
        ("fits:\n  - {of: fan, to: case, needs: size}\n", "one of at_most, same and among"),
        ("general:\n  opening_hours: ['*']\n", "no words of its own"),
        ("wonders: {}\n", "“wonders:” is not known here"),
        ("- fan\n", "begin with a name and a colon"),
    ],
)
def test_everything_that_is_wrong_in_the_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    """With the file and the line, before anything starts."""
    (tmp_path / "facts.yml").write_text(text)
    with pytest.raises(SheetsRefused, match=told.replace("(", r"\(").replace("*", r"\*")):
        read_facts(tmp_path)
