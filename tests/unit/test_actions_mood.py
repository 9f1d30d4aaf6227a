"""How heated a message is, and where a conversation's mood goes."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from actions.engine.talk.mood import HEATED, Mood, calmed, heard, heat_of

ROOT = Path(__file__).parents[2]
NLU = (ROOT / "bot" / "core" / "data" / "nlu", ROOT / "data" / "nlu")
MARKUP = re.compile(r"\[(.*?)\](\(.*?\)|\{.*?\})")


def calm_phrases() -> list[str]:
    """What the bot is trained on for matters that are no complaint."""
    phrases: list[str] = []
    for file in sorted(file for folder in NLU for file in folder.glob("*.yml")):
        for entry in msgspec.yaml.decode(file.read_bytes())["nlu"]:
            if entry.get("intent") not in (None, "complaint", "contact_human_agent"):
                lines = entry["examples"].splitlines()
                phrases += [MARKUP.sub(r"\1", line.removeprefix("- ")) for line in lines]
    return phrases


@pytest.mark.parametrize(
    "text",
    [
        "this is the third time something goes wrong, I am so disappointed",
        "STILL NO GRAPHICS CARD!!! THIS IS RIDICULOUS",
        "you people are useless",
        "wtf is wrong with you",
        "where the hell is my order",
        "still waiting, this is unacceptable",
        "no one is helping me, I'm fed up",
        "I've told you three times now, what a joke",
        "😡😡😡",
        "and where is it 🤬",
    ],
)
def test_lost_patience_is_heated(text: str) -> None:
    """Insults, capitals, counting the times and strong words make a message heated."""
    assert heat_of(text) >= HEATED


@pytest.mark.parametrize(
    "text",
    [
        "my graphics card has not arrived",
        "the cooler arrived broken and the box was damaged",
        "I lost my password, there is a problem with my order, missing item",
        "I still haven't got my graphics card",
        "RTX 4070 Ti SUPER 16GB",
        "OK!!",
        "YES",
        "",
    ],
)
def test_a_broken_thing_is_no_anger(text: str) -> None:
    """Facts of a support desk, names of products and short answers are not heated."""
    assert heat_of(text) < HEATED


def test_matters_are_rarely_heated() -> None:
    """Of what customers plainly ask for, less than one phrase in a hundred counts as heated."""
    phrases = calm_phrases()
    assert sum(heat_of(one) >= HEATED for one in phrases) < len(phrases) / 100


def test_heated_messages_in_a_row_are_counted() -> None:
    """A calm message or a pressed button in between starts the count anew."""
    once = heard(Mood(), "this is ridiculous, I'm fed up")
    assert (once.heated, once.in_a_row) == (True, 1)
    assert heard(once, "you are useless").in_a_row == 2
    assert heard(heard(once, "order 30011"), "you are useless").in_a_row == 1
    assert heard(calmed(once), "you are useless").in_a_row == 1


def test_the_same_words_again_heat_up() -> None:
    """A message that is repeated word by word is hotter, a bare yes is not."""
    first = heard(Mood(), "WHERE IS MY PARCEL")
    assert heard(first, "where is my parcel!!").heat > heard(Mood(), "where is my parcel!!").heat
    assert heard(heard(Mood(), "yes"), "yes").heat == 0


def test_the_trend_follows_the_messages() -> None:
    """It rises with anger, falls when it passes, and cheer is out of place until it has."""
    mood = heard(Mood(), "hello")
    assert (mood.trend, mood.upset) == ("steady", False)
    mood = heard(mood, "this is outrageous!!")
    assert (mood.trend, mood.upset) == ("rising", True)
    mood = heard(mood, "order 30011")
    assert (mood.trend, mood.upset) == ("falling", True)
    for _ in range(2):
        mood = heard(mood, "thank you")
    assert not mood.upset


def test_the_mood_keeps_no_words() -> None:
    """What is kept of a message tells it from others, and nothing else."""
    kept = msgspec.to_builtins(heard(Mood(), "I am Anna Lindqvist and I am furious"))
    assert "lindqvist" not in str(kept).casefold()
