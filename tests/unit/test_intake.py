"""Matters known by name that a person finishes: what is said, asked, and handed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.business.business import business, use
from actions.engine.case import crm_access
from actions.engine.case.turn import Turn
from actions.engine.intake.intake import IntakeQuestion
from actions.engine.intake.intake_files import read_intakes
from actions.engine.intake.kinds import given, told
from actions.engine.words.sheet import SheetsRefused
from actions.opening import open_business
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

ROOT = Path(__file__).parents[2]
STOLEN = """\
intent: bike_stolen
heard: utter_bike_stolen_heard
name: your stolen {thing}
strain: having your {thing} stolen
thing: bicycle
skill: insurance
urgency: high
complaint: reports that their bicycle was stolen
at_once: Please report it to the police today; the insurance asks for their reference.
promise: A colleague writes to you before the day is over.
decide_on: the claim against the theft insurance

questions:
  seen:
    text: When did you see it last?
    again: On which day did you last see it?
    kind: date
  lock:
    text: How was it locked?
    again: Which lock was on it, if any?
    kind: choice
    answers:
      chain:
        title: With a chain
        words: [chain*]
      none:
        title: Not at all
        words: [(wasn't|not) locked, unlocked]
  order:
    text: What is the number of your order?
    again: Which number is on its invoice?
    kind: order_number
"""
LOST = """\
intent: key_lost
heard: utter_key_lost_heard
name: the lost key
strain: standing before a locked {thing}
thing: lock
skill: workshop
complaint: says that a key is lost
at_once: I'll take down what my colleague needs.
decide_on: a new key

questions:
  number:
    text: Which number is on the lock?
    again: What is stamped on the lock?
    kind: words
  spare:
    text: Do you have a second key?
    again: Is there another key?
    kind: yes_no
"""
PROFILE = "company: Spoke & Chain\nbot: Sprocket\n"
TEXTS = """\
sentences:
  hello: ["Hello.", "Good day."]
matters:
  other: {name: "something", strain: "waiting"}
"""


def folder_with(folder: Path, **files: str) -> Path:
    """A business of files alone."""
    for name in ("texts/en", "intake"):
        (folder / name).mkdir(parents=True)
    (folder / "business.yml").write_text(PROFILE)
    (folder / "texts/en/all.yml").write_text(TEXTS)
    shutil.copy(ROOT / "policy.yml", folder)
    for name, text in files.items():
        (folder / "intake" / f"{name}.yml").write_text(text)
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[MemoryCrm]:
    """A bicycle shop that is nothing but files, and a CRM with somebody else's customers."""
    before = business()
    use(open_business(folder_with(tmp_path, stolen=STOLEN, lost=LOST)))
    crm = MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)
    crm_access.use(whole(crm))
    yield crm
    crm_access.use(None)
    use(before)


def asked(stage: Stage) -> dict[str, str]:
    """What was asked and answered, as the packet has it."""
    assert stage.handoff is not None
    entries = stage.handoff["summary"]["asked_and_answered"]
    return {entry["question"]: entry["answer"] for entry in entries}


async def test_a_matter_is_named_by_its_file(shop: MemoryCrm) -> None:
    """For what comes next, and for words of sympathy."""
    assert business().named("bike_stolen", "e-bike") == "your stolen e-bike"
    assert business().strain("bike_stolen") == "having your order stolen"


async def test_advice_comes_first_then_the_questions(shop: MemoryCrm) -> None:
    """One after the other; and the packet has what was said, asked and answered."""
    stage = Stage(ANNA)
    await stage.open("somebody took my bike!", "bike_stolen")
    assert [one["text"] or one["response"] for one in stage.said] == [
        "utter_bike_stolen_heard",
        "Please report it to the police today; the insurance asks for their reference.",
        "When did you see it last?",
    ]
    await stage.say("yesterday at noon", "inform")
    assert stage.words == "How was it locked?"
    await stage.say("with a chain", "inform")
    assert stage.words == "What is the number of your order?"
    await stage.say("30011", "inform")
    assert stage.words.splitlines()[:2] == [
        "A colleague writes to you before the day is over.",
        "utter_hand_over",
    ]
    assert stage.handoff is not None
    assert (stage.handoff["reason"], stage.handoff["priority"]) == ("policy", "high")
    assert stage.handoff["skill"] == "insurance"
    assert stage.handoff["proposal"] == "the claim against the theft insurance"
    assert stage.handoff["facts"] == {"order_number": "30011"}
    assert stage.handoff["summary"]["situation"] == (
        "The customer reports that their bicycle was stolen. "
        "In the customer's words: “somebody took my bike!”."
    )
    assert asked(stage) == {
        "When did you see it last?": "yesterday",
        "How was it locked?": "With a chain",
        "What is the number of your order?": "30011",
    }


async def test_what_was_told_is_not_asked(shop: MemoryCrm) -> None:
    """The first message may tell everything: then advice, promise and a person follow at once."""
    stage = Stage(ANNA)
    text = "my bike from order 30011 is gone since last Monday, I cut corners: it was not locked"
    await stage.open(text, "bike_stolen")
    assert stage.case.waiting_for is None
    assert asked(stage) == {
        "When did you see it last?": "last Monday",
        "How was it locked?": "Not at all",
        "What is the number of your order?": "30011",
    }
    assert [one["text"] for one in stage.said if one["text"]] == [
        "Please report it to the police today; the insurance asks for their reference.",
        "A colleague writes to you before the day is over.",
    ]


async def test_one_answer_may_tell_more(shop: MemoryCrm) -> None:
    """What was not asked yet is taken as well."""
    stage = Stage(ANNA)
    await stage.open("my bike was stolen", "bike_stolen")
    await stage.say("on 3 May, and the chain was cut", "inform")
    assert stage.words == "What is the number of your order?"


async def test_what_cannot_be_answered_is_passed_over(shop: MemoryCrm) -> None:
    """The agent sees that it was asked."""
    stage = Stage(ANNA)
    await stage.open("my bike was stolen", "bike_stolen")
    for text in ("I don't know", "no idea", "not sure"):
        await stage.say(text, "inform")
    assert set(asked(stage).values()) == {"not known"}


async def test_a_question_is_put_again_once_in_other_words(shop: MemoryCrm) -> None:
    """Then the words stand for the answer, and nobody is asked a third time."""
    stage = Stage(ANNA)
    await stage.open("my bike was stolen", "bike_stolen")
    await stage.say("when the fair was in town", "inform")
    assert stage.words.endswith("\nOn which day did you last see it?")
    await stage.say("during the fair, as I said", "inform")
    assert stage.words.endswith("\nHow was it locked?")
    await stage.say("chain", "inform")
    await stage.say("no", "deny")
    assert asked(stage)["When did you see it last?"] == "during the fair, as I said"
    assert asked(stage)["What is the number of your order?"] == "not known"


async def test_buttons_answer(shop: MemoryCrm) -> None:
    """What a button says is what the agent reads."""
    stage = Stage(ANNA)
    await stage.open("my bike was stolen yesterday", "bike_stolen")
    titles = [button["title"] for button in stage.said[-1]["buttons"]]
    assert titles == ["With a chain", "Not at all", "I don't know"]
    await stage.say("/inform", "inform", entities={"choice": "lock:none"})
    await stage.say("/inform", "inform", entities={"choice": "order:unsure"})
    assert asked(stage)["How was it locked?"] == "Not at all"
    assert asked(stage)["What is the number of your order?"] == "not known"


async def test_free_words_are_taken_as_they_are(shop: MemoryCrm) -> None:
    """Though no word of them is known, and though they sound like something else."""
    stage = Stage(ANNA)
    await stage.open("I lost the key of my lock", "key_lost")
    await stage.say("AXB 77-K", "nlu_fallback")
    assert [b["title"] for b in stage.said[-1]["buttons"]] == ["Yes", "No", "I don't know"]
    await stage.say("nope, only the one", "deny")
    assert asked(stage) == {
        "Which number is on the lock?": "AXB 77-K",
        "Do you have a second key?": "no",
    }
    assert stage.handoff is not None
    assert "priority" not in stage.handoff


async def test_an_unsure_guess_at_another_matter_is_no_other_matter(shop: MemoryCrm) -> None:
    """Free words may sound like anything; a question, small talk and a sure guess are no answer."""
    stage = Stage(ANNA)
    await stage.open("I lost the key of my lock", "key_lost")
    open_question = stage.case
    for text, intent in (("thank you", "thanks"), ("when are you open?", "opening_hours")):
        await stage.say(text, intent)
        assert stage.case == open_question
    await stage.say("it says opening tool 4", "opening_hours")
    assert stage.case.findings.known == {"number": "it says opening tool 4"}


async def test_another_matter_is_another_case(shop: MemoryCrm) -> None:
    """Where it is surely meant."""
    stage = Stage(ANNA)
    await stage.open("I lost the key of my lock", "key_lost")
    sure = {"intent_ranking": [{"name": "bike_stolen", "confidence": 0.99}]}
    await stage.say("my bike was stolen", "bike_stolen", parse=sure)
    assert stage.case.topic == "bike_stolen"


async def test_a_wish_for_a_person_is_none_of_the_answers(shop: MemoryCrm) -> None:
    """Rules reply to it, and the person gets what is known so far."""
    stage = Stage(ANNA)
    await stage.open("I lost the key of my lock", "key_lost")
    before = stage.case
    await stage.say("a human please", "contact_human_agent")
    assert stage.case == before


async def test_names_and_numbers_stay_out_of_the_situation(shop: MemoryCrm) -> None:
    """It outlives the chat."""
    stage = Stage(ANNA)
    await stage.open("Anna here, a@b.se, my key is gone", "key_lost")
    assert stage.case.diagnosis is not None
    assert "Anna" not in stage.case.diagnosis.situation
    assert "a@b.se" not in stage.case.diagnosis.situation


async def test_a_topic_pressed_as_a_button_has_no_words(shop: MemoryCrm) -> None:
    """Its payload is nothing that the customer said."""
    stage = Stage(ANNA)
    await stage.open("/key_lost", "key_lost", entities={"product": "U lock"})
    assert stage.case.diagnosis is not None
    expected = "The customer says that a key is lost (about their U lock)."
    assert stage.case.diagnosis.situation == expected


async def test_nothing_is_carried_out(shop: MemoryCrm) -> None:
    """A person does it."""
    stage = Stage(ANNA)
    await stage.open("I lost my key", "key_lost")
    topic = business().topics["key_lost"]
    assert stage.case.diagnosis is not None
    with pytest.raises(LookupError, match="a person finishes"):
        await topic.carry_out(crm_access.crm(), "refund", stage.case.diagnosis, "c-1", turn("x"))


def turn(text: str, intent: str = "inform", **entities: str) -> Turn:
    """A message."""
    found = {name: (value,) for name, value in entities.items()}
    return Turn(turn_id="t", conversation_id="c", text=text, intent=intent, entities=found)


DATE = IntakeQuestion(name="q", text="?", again="?", kind="date")
YES_NO = IntakeQuestion(name="q", text="?", again="?", kind="yes_no")
WORDS = IntakeQuestion(name="q", text="?", again="?", kind="words")
REFERENCE = IntakeQuestion(name="q", text="?", again="?", kind="reference")


@pytest.mark.parametrize(
    ("text", "entities", "number"),
    [
        ("rma 5512, how far is it", {}, "5512"),
        ("it's RMA-2024-0815", {}, "RMA-2024-0815"),
        ("ticket #81220 was closed", {}, "81220"),
        ("my parcel is JD014600123456", {}, "JD014600123456"),
        ("order 30512 and the rma is 7711", {"order_number": ("30512",)}, "30512"),
        ("I waited 12 days and called 3 times", {}, None),
        ("call me on 0170 5551234", {"phone": ("0170 5551234",)}, None),
        ("it was on 12.11.2025", {"date": ("12.11.2025",)}, None),
        ("I paid 1299.00 euros", {"amount": ("1299.00 euros",)}, None),
        ("write to anna2024@example.com", {}, None),
    ],
)
def test_a_number_is_told_from_other_numbers(
    text: str, entities: dict[str, tuple[str, ...]], number: str | None
) -> None:
    """Of a repair, a ticket or a parcel, in whatever form; asked for or not."""
    turn = Turn(turn_id="t", conversation_id="c", text=text, intent="inform", entities=entities)
    assert told(REFERENCE, turn) == number
    assert given(REFERENCE, turn) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("it was on 2026-05-03 I think", "2026-05-03"),
        ("3.5.2026", "3.5.2026"),
        ("the 3rd of May", "3rd of May"),
        ("May 3rd, 2026", "May 3rd, 2026"),
        ("two weeks ago", "two weeks ago"),
        ("on Sunday", "on Sunday"),
        ("last night", "last night"),
        ("keep it till the 14th please", "till the 14th"),
        ("we are away for two weeks", "for two weeks"),
        ("not tomorrow, on friday rather", "on friday"),
        ("next week would do", "next week"),
        ("on the 3rd floor", None),
        ("it may be 3 or 4 parts", None),
        ("some time in spring", None),
    ],
)
def test_a_day_is_understood_as_people_write_it(text: str, day: str | None) -> None:
    """And kept as they wrote it: nobody knows better which year they mean."""
    assert told(DATE, turn(text)) == day


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("yes it is", "inform", "yes"),
        ("nope", "deny", "no"),
        ("not yet", "inform", "no"),
        ("of course", "affirm", "yes"),
        ("what do you mean", "inform", None),
    ],
)
def test_yes_and_no_are_understood(text: str, intent: str, answer: str | None) -> None:
    """By the word, else by what the message was taken for."""
    assert given(YES_NO, turn(text, intent)) == answer
    assert told(YES_NO, turn(text, intent)) is None


def test_signs_alone_are_no_words() -> None:
    """A question mark answers nothing."""
    assert given(WORDS, turn("?!")) is None
    assert given(WORDS, turn("  two   words ")) == "two words"


def test_a_button_of_another_question_is_no_answer() -> None:
    """It was pressed late."""
    assert given(WORDS, turn("/inform", choice="other:yes")) is None


def told_of(folder: Path, *changes: tuple[str, str], **more: str) -> list[str]:
    """What is told of the file once something in it reads otherwise."""
    text = STOLEN
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} has to be there once"
        text = text.replace(old, new)
    intake = folder_with(folder, stolen=text, **more) / "intake"
    with pytest.raises(SheetsRefused) as refused:
        read_intakes(intake, {})
    return str(refused.value).splitlines()


ONE_MISTAKE: list[tuple[tuple[str, str], str]] = [
    (("kind: date", "kind: day"), "“day” is not possible here; what is: words, choice, yes_no"),
    (("kind: date", "kind: choice"), "a choice needs two answers or more"),
    (("kind: choice", "kind: words"), "only a choice has answers to choose from"),
    (("title: Not at all", "title: with a chain"), "button says “with a chain” as well"),
    (("words: [chain*]", "words: ['chain ...']"), "ends in a gap"),
    (("words: [chain*]", "regex: ['chain(']"), "is no regular expression"),
    (("urgency: high", "urgency: now"), "“now” is not possible here; what is: normal, high"),
    (("decide_on: the claim against the theft insurance\n", ""), "“decide_on:” is missing"),
    (("promise: ", "promises: "), "“promises:” is not known here; did you mean “promise”?"),
    (("    again: Which lock was on it, if any?\n", ""), "“again:” is missing"),
    (("your stolen {thing}", "your stolen {bike}"), "“{bike}” is filled with nothing"),
    (("  order:\n", "  seen:\n"), "“seen” is there already, in line"),
    (("  order:\n", "  a: {text: A?, again: B?, kind: words}\n  order:\n"), "3 questions at most"),
    (("title: Not at all", "title: ''"), "nothing stands here"),
]


@pytest.mark.parametrize(("change", "words"), ONE_MISTAKE, ids=[words for _, words in ONE_MISTAKE])
def test_a_mistake_is_told_in_words(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    """With the file and the line."""
    lines = told_of(tmp_path, change)
    assert any(words in line for line in lines), lines
    assert all(line.startswith("intake/stolen.yml, line ") for line in lines)


def test_two_files_do_not_share_an_intent(tmp_path: Path) -> None:
    """One of them would never be heard of."""
    (line,) = told_of(tmp_path, again=STOLEN)
    assert "another file has this intent as well" in line


def test_a_matter_is_no_symptom_as_well(tmp_path: Path) -> None:
    """Nor a topic in Python: nobody could say which of them is meant."""
    folder = folder_with(tmp_path, stolen=STOLEN.replace("bike_stolen\n", "order_missing\n", 1))
    (folder / "business.yml").write_text(f"{PROFILE}python: actions.shop.business\n")
    with pytest.raises(SheetsRefused, match="order_missing of intake/ names another topic already"):
        open_business(folder)


def test_without_files_there_are_no_matters(tmp_path: Path) -> None:
    """A business may have none."""
    found: Any = read_intakes(tmp_path / "intake", {})
    assert found == {}


def test_advice_and_promise_quote_the_policy(tmp_path: Path) -> None:
    """A figure is decided in one place, and a name that the policy does not have is refused."""
    known = {"policy.promises.claim": "two working days"}
    quoting = STOLEN.replace("before the day is over", "within {policy.promises.claim}")
    folder = folder_with(tmp_path / "right", stolen=quoting) / "intake"
    promise = read_intakes(folder, known)["bike_stolen"].intake.promise
    assert promise == "A colleague writes to you within two working days."
    wrong = folder_with(tmp_path / "wrong", stolen=quoting.replace("claim}", "clam}")) / "intake"
    with pytest.raises(SheetsRefused) as refused:
        read_intakes(wrong, known)
    assert "stolen.yml, line 10: promise: policy.yml has no" in str(refused.value)
    assert "did you mean {policy.promises.claim}" in str(refused.value)


def test_a_question_is_no_yes_or_no() -> None:
    """Though it may begin with one."""
    assert given(YES_NO, turn("yes or no, is that covered?", "affirm")) is None
