"""Danger in what customers write: heard in the words of many, and seldom where there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.engine.business.business import business
from actions.engine.case.turn import Turn
from actions.engine.listening.danger import SURE, Danger, danger_in
from contracts.listening import Clause
from contracts.turn import IntentScore

ROOT = Path(__file__).parents[2]
LISTS = Path(__file__).parent / "danger"
NLU = (
    *(ROOT / "bot" / "core" / "data" / "nlu", ROOT / "data" / "nlu"),
    *(ROOT / "businesses" / "retail" / "data" / "nlu", ROOT / "tests" / "nlu"),
    *(ROOT / "tests" / "businesses").glob("*/data/nlu"),
)
OF_DANGER = ("report_danger", "report_breach", "others_data", "phishing_check", "unwanted_finance")
"""Intents whose phrases may well tell of it."""
MARKUP = re.compile(r"\[(.*?)\](\(.*?\)|\{.*?\})")
DANGEROUS_MATTERS = {
    "the water cooler leaks, it was like that in the box",
    "there was fluid all over the box, the aio leaks",
    "my card was stolen, block it please",
    "my bank account has been hacked",
    "the hair dryer smells burnt",
    "there was a bang and now the pc is dead",
    "heard a bang, now the computer doesnt start. yesterday it was fine",
    "somebody used my card in your shop",
    "my credit card has been stolen, please block it",
}
"""Phrases of other intents that are danger all the same: it is heard first."""


def read(name: str) -> Mapping[str, list[str]]:
    """One of the lists."""
    return msgspec.yaml.decode((LISTS / name).read_bytes(), type=dict[str, list[str]])


def turn(text: str, *ranking: IntentScore, clauses: tuple[Clause, ...] = ()) -> Turn:
    """A typed turn."""
    return Turn(
        turn_id="t1",
        conversation_id="c1",
        text=text,
        intent=ranking[0].name if ranking else "nlu_fallback",
        ranking=ranking,
        clauses=clauses,
    )


def heard(text: str, *ranking: IntentScore) -> Danger | None:
    """What is heard of a message."""
    return danger_in(turn(text, *ranking), business().cues.dangers)


def trained_phrases() -> list[str]:
    """What bots are trained on for everything that is no danger."""
    phrases: list[str] = []
    for file in sorted(file for folder in NLU for file in folder.glob("*.yml")):
        content = msgspec.yaml.decode(file.read_bytes())
        for entry in content["nlu"] if isinstance(content, dict) and "nlu" in content else ():
            if entry.get("intent") not in (None, *OF_DANGER):
                lines = entry["examples"].splitlines()
                phrases += [MARKUP.sub(r"\1", line.removeprefix("- ")) for line in lines]
    return phrases


SAID = read("said.yml")
EVERY = [text for texts in SAID.values() for text in texts]
FEWEST_BY_WORDS = 0.98
FEWEST_UNUSUAL = 0.75
MOST_FALSE = 0.01
MOST_FALSE_OF_MATTERS = 0.002


def test_danger_is_heard_in_many_words() -> None:
    """Of 350 messages of people in danger, hardly one is not known by its words."""
    missed = [text for text in EVERY if heard(text) is None]
    assert len(missed) <= (1 - FEWEST_BY_WORDS) * len(EVERY), missed


def test_most_unusual_words_are_heard_without_the_model() -> None:
    """Three of four are known by words even where people say it in their own way."""
    texts = [text for kind in read("unusual.yml").values() for text in kind]
    missed = [text for text in texts if heard(text) is None]
    assert len(missed) <= (1 - FEWEST_UNUSUAL) * len(texts), missed


@pytest.mark.parametrize("kind", ["self_harm", "battery", "liquid", "account", "fraud", "leak"])
def test_the_kind_is_mostly_right(kind: str) -> None:
    """What is said to do fits: nine of ten are taken for what they are."""
    found = [danger.kind for text in SAID[kind] if (danger := heard(text))]
    assert found.count(kind) >= 0.85 * len(found), found


def test_what_only_looks_like_danger_is_none() -> None:
    """Hot prices, fire-proof cables and "no smoke" bring nobody in."""
    texts = read("harmless.yml")["harmless"]
    false = [text for text in texts if heard(text)]
    assert len(false) <= MOST_FALSE * len(texts), false


def test_no_other_matter_is_danger() -> None:
    """Of all that any bot here is trained on, only what is danger indeed is heard as such."""
    phrases = trained_phrases()
    false = {text for text in phrases if heard(text)} - DANGEROUS_MATTERS
    assert len(false) <= MOST_FALSE_OF_MATTERS * len(phrases), false


@pytest.mark.parametrize(
    "text",
    [
        "there was no smoke and no smell",
        "it doesn't smell, it isn't hot, it just won't start",
        "the battery is not swollen",
        "nobody was hurt",
        "my account wasn't hacked, I just forgot the password",
    ],
)
def test_a_denial_is_no_danger(text: str) -> None:
    """Who says that there is none is believed."""
    assert heard(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "is it normal that it smells of burning?",
        "maybe there is a bit of smoke, I'm not sure",
        "it smelled of burning once, last week, now it works fine",
        "the fans don't spin and it smells burnt",
        "no idea why but my plug melted",
        "it's not the cable, it's the adapter that is smoking",
        "I don't know what to do, there's smoke",
        "the battery was swollen until I unplugged it",
    ],
)
def test_doubt_and_the_past_take_nothing_back(text: str) -> None:
    """A question, a "maybe", that it is over, or a "not" about something else: danger it stays."""
    assert heard(text) is not None


@given(
    before=st.sampled_from(["ok did that. ", "thanks, and ", "order 10432, ", "no. ", "yes but "]),
    text=st.sampled_from(EVERY),
    after=st.sampled_from(["", " what now", ". my number is 10432", "?"]),
)
def test_whatever_stands_around_it_it_is_heard(before: str, text: str, after: str) -> None:
    """An answer before it, or a question behind it, hides no danger."""
    if heard(text) is not None:
        assert heard(before + text + after) is not None


def test_the_words_are_the_customers() -> None:
    """What is kept is the clause that tells it."""
    said = "where is my order, and the psu smells of burning plastic"
    clause = Clause(text="the psu smells of burning plastic", start=24, end=len(said))
    found = danger_in(turn(said, clauses=(clause,)), business().cues.dangers)
    assert found == Danger(kind="smoke", skill="technical", words=clause.text)


def test_the_model_tells_what_the_words_do_not() -> None:
    """An intent of danger is believed where it is sure and a word hints at it."""
    sure = IntentScore(name="report_danger", confidence=SURE)
    found = heard("the cable is brown and crispy", sure)
    assert found is not None
    assert found.kind == "hazard"
    assert heard("the plug is loose", sure) is None
    unsure = IntentScore(name="report_danger", confidence=SURE - 0.01)
    assert heard("the cable is brown and crispy", unsure) is None


@pytest.mark.parametrize(
    "text", ["smoke coloured glass, a bit brown", "there was no bang, it is dead"]
)
def test_the_model_is_not_believed_against_the_words(text: str) -> None:
    """What is denied, or is something else by its words, is no danger however sure the model is."""
    assert heard(text, IntentScore(name="report_danger", confidence=0.99)) is None


def test_a_clause_is_enough() -> None:
    """Danger in one clause counts, whatever the message as a whole is about."""
    clauses = (
        Clause(text="where is my order", start=0, end=17),
        Clause(
            text="a man made me tell him the numbers from my phone",
            start=19,
            end=67,
            intents=(IntentScore(name="report_breach", confidence=0.9),),
        ),
    )
    said = "where is my order. a man made me tell him the numbers from my phone"
    found = danger_in(turn(said, clauses=clauses), business().cues.dangers)
    assert found is not None
    assert (found.kind, found.words) == ("breach", clauses[1].text)


@pytest.mark.parametrize(
    ("about", "kind"),
    [("swap_wish", None), ("report_danger", "hazard"), ("nlu_fallback", "hazard")],
)
def test_a_thing_hints_only_where_the_message_is_about_nothing_else(
    about: str, kind: str | None
) -> None:
    """“And I prefer battery” is no danger in a message that is surely a wish."""
    said = "the lamp for one that I can move, and I prefer battery"
    danger = IntentScore(name="report_danger", confidence=SURE)
    part = "and I prefer battery"
    clauses = (Clause(text=part, start=len(said) - len(part), end=len(said), intents=(danger,)),)
    taken_for = IntentScore(name=about, confidence=SURE if about == "swap_wish" else 0.5)
    found = danger_in(turn(said, taken_for, clauses=clauses), business().cues.dangers)
    assert (found and found.kind) == kind
