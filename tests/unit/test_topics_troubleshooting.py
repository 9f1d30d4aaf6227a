"""What is written down of PC trouble: the tables, the words they understand, where they lead."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.engine.answers.choice_buttons import payload
from actions.engine.case import crm_access
from actions.engine.case.inference import MOST_QUESTIONS, chance, likeliest, next_question
from actions.engine.case.turn import Turn
from actions.engine.symptoms.heard import told
from actions.engine.symptoms.symptom import HELPED, NO_CHANGE, Symptom
from actions.shop.troubleshooting import claim
from tests.demo_shop import SYMPTOMS
from tests.unit.actions_stage import Stage
from tests.whole_crm import whole

JONAS = {"id": "c-0010", "name": "Jonas Weber", "level": "verified", "how": "site_token"}
LIAM = {"id": "c-0012", "name": "Liam Byrne", "level": "verified", "how": "site_token"}
DEAD = "my pc does not start, nothing happens, there was a power cut. it worked until yesterday"


def turn(text: str, intent: str = "inform", **entities: str) -> Turn:
    """A message."""
    found = {name: (value,) for name, value in entities.items()}
    return Turn(turn_id="t", conversation_id="c", text=text, intent=intent, entities=found)


def heard(topic: str, text: str, open_question: str | None = None) -> dict[str, str]:
    """The answers in a text, by question."""
    found = told(SYMPTOMS[topic], turn(text), open_question)
    return {name: choice.name for name, choice in found.items()}


def paths(symptom: Symptom) -> Iterator[tuple[dict[str, str], float]]:
    """Every way through the questions, and how likely it is."""
    table = symptom.table()
    ways: list[tuple[dict[str, str], float]] = [({}, 1.0)]
    while ways:
        known, likely = ways.pop()
        question = next_question(table, known, asked=len(known))
        if question is None:
            yield known, likely
            continue
        for one in question.answers:
            share = likely * chance(table, known, question, one.name)
            ways.append(({**known, question.name: one.name}, share))


@pytest.fixture
def crm() -> Iterator[Crm]:
    """The demo customers."""
    shop = whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True))
    crm_access.use(shop)
    yield shop
    crm_access.use(None)


@pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=SYMPTOMS)
def test_tables_speak_of_causes_that_exist(symptom: Symptom) -> None:
    """A misspelt cause would silently count for nothing."""
    causes = {cause.name for cause in symptom.causes}
    for question in symptom.questions:
        for choice in question.answers:
            assert set(choice.given) <= causes, (question.name, choice.name)
    for step in symptom.steps:
        assert set(step.fixes) <= causes, step.name


@pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=SYMPTOMS)
def test_every_cause_can_be_acted_on(symptom: Symptom) -> None:
    """It is repaired by a step, or claimed, and a part that is broken has a name."""
    fixed = {cause for step in symptom.steps for cause, p in step.fixes.items() if p >= 0.3}
    for cause in symptom.causes:
        assert cause.name in fixed or cause.part, cause.name


@pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=SYMPTOMS)
def test_questions_end_soon_whatever_is_answered(symptom: Symptom) -> None:
    """Never more than three, and half of the customers hear two at most."""
    counts = [(len(known), likely) for known, likely in paths(symptom)]
    assert max(count for count, _ in counts) <= MOST_QUESTIONS
    assert sum(likely for count, likely in counts if count <= 2) >= 0.5


@pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=SYMPTOMS)
def test_answers_lead_to_different_causes(symptom: Symptom) -> None:
    """Asking would be theatre if all ways led to one diagnosis."""
    assert len({likeliest(symptom.table(), known) for known, _ in paths(symptom)}) >= 4


@pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=SYMPTOMS)
def test_the_words_of_a_button_are_understood_when_typed(symptom: Symptom) -> None:
    """Whoever types what the button says gets the same."""
    for question in symptom.questions:
        for choice in question.answers:
            found = told(symptom, turn(choice.title), question.name)
            assert found.get(question.name) == choice, (question.name, choice.title)


@pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=SYMPTOMS)
def test_a_button_gives_its_own_answer_and_no_other(symptom: Symptom) -> None:
    """Its payload is read, not searched for words."""
    for question in symptom.questions:
        for choice in question.answers:
            sent = payload(question.name, choice.name)
            value = re.findall(r'"([^"]*)"', sent)[1]
            assert told(symptom, turn(sent, choice=value)) == {question.name: choice}


def test_causes_have_names_of_their_own() -> None:
    """Within one symptom."""
    for symptom in SYMPTOMS.values():
        names = [one.name for one in (*symptom.causes, *symptom.questions, *symptom.steps)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("topic", "text", "known"),
    [
        ("no_display", "the fans spin but the screen stays black", {"fans": "yes"}),
        ("no_display", "no signal since I put in the new gpu", {"monitor": "signal"}),
        ("no_display", "vga light stays on", {"beeps": "vga"}),
        ("no_power", "the fans don't spin", {"press": "nothing"}),
        ("no_power", "fans do not spin at all", {"press": "nothing"}),
        ("no_power", "it twitches for a second then it's off", {"press": "twitch"}),
        ("no_power", "just built it", {"history": "built"}),
        ("overheating", "cpu at 95 since I built it", {"hot_part": "processor", "since": "first"}),
        ("overheating", "the fan on the cooler is not spinning", {"fan": "no"}),
        ("crash", "it just shuts off while gaming", {"how": "off", "when": "load"}),
        ("crash", "random blue screens", {"how": "blue", "when": "any"}),
        ("noise", "coil whine in games", {"sound": "whine", "when": "load"}),
        ("noise", "hard drive clicks", {"sound": "click"}),
        ("not_detected", "my nvme isn't in the bios either", {"part": "ssd", "bios": "no"}),
        ("slow", "takes ages to boot, got worse over time", {"when": "start", "since": "slowly"}),
    ],
)
def test_what_is_said_unasked_is_understood(topic: str, text: str, known: dict[str, str]) -> None:
    """So that it need not be asked."""
    found = heard(f"troubleshoot_{topic}", text)
    assert known.items() <= found.items()


def test_a_bare_yes_answers_the_open_question_only() -> None:
    """Without a question it says nothing."""
    symptom = SYMPTOMS["troubleshoot_no_power"]
    assert told(symptom, turn("yes", "affirm")) == {}
    assert told(symptom, turn("yes", "affirm"), "accident")["accident"].name == "yes"


@pytest.mark.parametrize(("since", "months"), itertools.product(range(1, 13), (1, 12, 24, 36, 120)))
def test_a_warranty_ends_on_the_same_day_of_a_later_month(since: int, months: int) -> None:
    """Or on the last day of a month that is shorter."""
    began = date(2025, since, 28)
    last = claim.ends(began, months)
    assert (last.year - began.year) * 12 + last.month - began.month == months
    assert last.day == 28


def test_a_warranty_from_the_last_day_ends_on_a_last_day() -> None:
    """31 January and a month make 28 February."""
    assert claim.ends(date(2025, 1, 31), 1) == date(2025, 2, 28)


async def test_what_the_orders_tell_counts_as_evidence(crm: Crm) -> None:
    """Liam's parts are days old, which makes faults of new PCs likelier."""
    stage = Stage(LIAM)
    await stage.open("my pc won't start", "troubleshoot_no_power")
    assert stage.case.findings.known["age"] == "new"
    assert stage.case.account == "c-0012"


async def test_advice_goes_to_everyone(crm: Crm) -> None:
    """A visitor is asked about the PC, not about who they are."""
    stage = Stage()
    await stage.open(DEAD, "troubleshoot_no_power")
    assert stage.case.waiting_for == "helped"
    assert stage.case.account is None


async def test_a_claim_is_filed_once_for_a_turn_run_twice(crm: Crm) -> None:
    """Rasa died between act and save: the turn runs again on the tracker of before."""
    stage = Stage(JONAS)
    await stage.open(DEAD, "troubleshoot_no_power")
    await stage.say("no change", "deny")
    saved = (dict(stage.slots), list(stage.events))
    await stage.say("yes", "affirm", turn_id="same")
    first = stage.words
    stage.slots, stage.events, stage.form = saved[0], saved[1], "case_form"
    await stage.say("yes", "affirm", turn_id="same")
    (ticket,) = await crm.history.tickets("c-0010")
    assert (ticket.kind, ticket.order_number) == ("warranty", "30101")
    assert stage.words == first


async def test_a_claim_that_is_open_is_not_filed_again(crm: Crm) -> None:
    """The customer hears its reference instead."""
    stage = Stage(JONAS)
    for answer in ("yes", None):
        await stage.open(DEAD, "troubleshoot_no_power")
        await stage.say("no change", "deny")
        if answer:
            await stage.say(answer, "affirm")
    (ticket,) = await crm.history.tickets("c-0010")
    assert ticket.reference in stage.words
    assert stage.case.waiting_for is None


async def test_who_signs_out_hears_nothing_of_the_order(crm: Crm) -> None:
    """A yes of a stranger in the same browser files nothing."""
    stage = Stage(JONAS)
    await stage.open(DEAD, "troubleshoot_no_power")
    await stage.say("no change", "deny")
    stage.customer = {}
    await stage.say("yes", "affirm")
    assert stage.case.waiting_for == "identity"
    assert "Steadwell" not in stage.words
    assert await crm.history.tickets("c-0010") == ()


@pytest.mark.parametrize(
    ("text", "intent", "waits_for", "result"),
    [
        ("ok", "affirm", "helped", None),
        ("let me try that", "inform", "helped", None),
        ("I'll check if it works", "affirm", "helped", None),
        ("it works now!", "affirm", None, "helped"),
        ("thanks, fixed it", "thanks", None, "helped"),
        ("still doesn't work", "inform", "go_ahead", "did not help"),
        ("nope", "deny", "go_ahead", "did not help"),
        ("I already did that before", "inform", "go_ahead", "did not help"),
        ("that isn't it", "deny", "what_else", None),
    ],
)
async def test_the_report_of_a_repair_is_understood(
    crm: Crm, text: str, intent: str, waits_for: str | None, result: str | None
) -> None:
    """A bare ok promises to try; it reports no success."""
    stage = Stage(JONAS)
    await stage.open(DEAD, "troubleshoot_no_power")
    await stage.say(text, intent)
    assert stage.case.waiting_for == waits_for
    assert [attempt.result for attempt in stage.case.tried] == ([result] if result else [])


async def test_what_helped_is_written_down(crm: Crm) -> None:
    """For whoever looks at the customer next."""
    stage = Stage(JONAS)
    await stage.open(DEAD, "troubleshoot_no_power")
    await stage.say("that helped", "affirm", entities={"choice": f"try_socket:{HELPED}"})
    (note,) = await crm.history.notes("c-0010")
    assert "Other socket" in note.text


UNFIT = {"intent_ranking": [{"name": "deny", "confidence": 0.3}]}
"""Known words that fit no answer."""


async def test_a_question_is_asked_again_in_other_words_once(crm: Crm) -> None:
    """Then it is passed over, and three are enough in any case."""
    stage = Stage(LIAM)
    await stage.open("my pc crashes", "troubleshoot_crash")
    first = stage.case.findings.open
    words = stage.words
    await stage.say("bananas", "nlu_fallback", parse=UNFIT)
    assert stage.case.findings.open == first
    assert stage.words != words
    await stage.say("apples", "nlu_fallback", parse=UNFIT)
    assert stage.case.findings.open != first
    assert first in stage.case.findings.skipped
    await stage.say("pears", "nlu_fallback", parse=UNFIT)
    assert stage.case.waiting_for == "helped"
    assert stage.case.findings.asked == MOST_QUESTIONS


async def test_letters_without_a_word_are_no_answer(crm: Crm) -> None:
    """The question is put again, which counts; "dunno" passes it over."""
    stage = Stage(LIAM)
    await stage.open("my pc crashes", "troubleshoot_crash")
    before = stage.case.findings
    first = before.open
    await stage.say("asdf jkl", "nlu_fallback")
    assert stage.case.findings == replace(before, reworded=True, asked=before.asked + 1)
    await stage.say("dunno", "nlu_fallback")
    assert first in stage.case.findings.skipped


async def test_another_question_is_no_answer(crm: Crm) -> None:
    """Though it shares a small word with a button; the words of a symptom count at any time."""
    stage = Stage(LIAM)
    await stage.open("my pc is so slow lately", "troubleshoot_slow")
    assert stage.case.findings.open == "when"
    before = stage.case
    await stage.say("until when are you open on saturday", "opening_hours")
    assert stage.case == before
    await stage.say("it takes ages to boot", "website_problem")
    assert stage.case.findings.known["when"] == "start"


async def test_a_did_you_mean_counts_as_a_question(crm: Crm) -> None:
    """Who had to say it twice is asked less."""
    stage = Stage(LIAM)
    stage.hear("it is kaputt", "nlu_fallback")
    await stage.open("my pc crashes", "troubleshoot_crash")
    assert stage.case.findings.asked == 2


async def test_two_steps_are_enough(crm: Crm) -> None:
    """Then a technician is offered, who sees what was tried."""
    stage = Stage(LIAM)
    await stage.open("blue screen at any time, after a driver update", "troubleshoot_crash")
    await stage.say("no change", "deny")
    assert stage.case.waiting_for == "helped"
    await stage.say("no change", "deny")
    assert stage.case.waiting_for == "go_ahead"
    assert [one.result for one in stage.case.tried] == ["did not help"] * 2
    assert set(stage.case.findings.known.values()) >= {NO_CHANGE}


async def test_two_rejections_lead_to_a_technician(crm: Crm) -> None:
    """The first asks what is different, the second gives the case away."""
    stage = Stage(LIAM)
    await stage.open(DEAD, "troubleshoot_no_power")
    await stage.say("it's something else", "deny")
    assert stage.case.waiting_for == "what_else"
    await stage.say("the light on the mainboard is on", "inform")
    assert "dead_supply" in stage.case.findings.ruled_out
    while stage.case.waiting_for == "symptom":
        await stage.say("no idea", "inform")
    await stage.say("no, something else", "deny")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "diagnosis_rejected"
    assert stage.handoff["skill"] == "technical"
