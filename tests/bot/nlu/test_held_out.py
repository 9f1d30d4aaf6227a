"""How well the trained bot understands phrases that it has never seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

import msgspec
import pytest
from rasa.core.agent import Agent

from bot.training import MODEL
from contracts.business import business_folder
from contracts.merging import CORE
from scripts.trainer.checks import REPORTED
from scripts.trainer.project import Phrase, phrases, read
from tests.rasa_server import trained

pytestmark = pytest.mark.rasa

BUSINESS = business_folder(os.environ).resolve()
"""Whose bot is tested: the checkout's own, unless `scripts/train` was told of another."""
HELD_OUT = (CORE / "held_out.yml", BUSINESS / "tests/nlu/held_out.yml")
FEWEST = 4
RIGHT = 0.90
"""Of all phrases, how many are taken for what is meant without asking back, at least."""
WRONG = 0.03
"""And how many are taken for something else, at most. The rest is asked back about."""


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase and what the bot took it for; `None` where it would ask back."""

    phrase: Phrase
    intent: str | None
    ranking: tuple[str, ...]

    def __str__(self) -> str:
        best = ", ".join(self.ranking)
        return f"{self.phrase.intent}: “{self.phrase.text}” → {self.intent or 'asks'} ({best})"


@pytest.fixture(scope="module")
def held_out() -> tuple[Phrase, ...]:
    """All held-out phrases."""
    return tuple(phrase for file in HELD_OUT for phrase in phrases(file, BUSINESS))


@pytest.fixture(scope="module")
def agent() -> Agent:
    """The bot's understanding, trained for this business."""
    return Agent.load(str(trained(BUSINESS) / MODEL))


def test_every_intent_is_held_out(held_out: tuple[Phrase, ...]) -> None:
    """Four phrases or more for each intent of the domain, and none for anything else."""
    meant = [phrase.intent for phrase in held_out]
    assert set(meant) == {name for name in read(BUSINESS).intents if not name.startswith(REPORTED)}
    assert [intent for intent in set(meant) if meant.count(intent) < FEWEST] == []


def test_held_out_phrases_are_not_trained_with(held_out: tuple[Phrase, ...]) -> None:
    """Otherwise they would measure memory."""
    known = {phrase.plain for phrase in read(BUSINESS).phrases}
    assert [phrase.place for phrase in held_out if phrase.plain in known] == []


async def test_most_is_understood(agent: Agent, held_out: tuple[Phrase, ...]) -> None:
    """Most phrases are taken for what is meant, and few for something else."""
    results = [await understood(agent, phrase) for phrase in held_out]
    misses = [one for one in results if one.intent != one.phrase.intent]
    wrong = [one for one in misses if one.intent is not None]
    report = f"{len(misses)} missed, {len(wrong)} of them wrong, of {len(results)}:\n" + "\n".join(
        map(str, misses)
    )
    assert len(misses) <= (1 - RIGHT) * len(results), report
    assert len(wrong) <= WRONG * len(results), report


async def test_capitals_mean_the_same(agent: Agent, held_out: tuple[Phrase, ...]) -> None:
    """A message that is shouted is understood as if it were said."""
    said = [await understood(agent, phrase) for phrase in held_out]
    shouted = [
        await understood(agent, msgspec.structs.replace(one.phrase, text=one.phrase.text.upper()))
        for one in said
    ]
    pairs = zip(said, shouted, strict=True)
    assert [str(loud) for calm, loud in pairs if calm.intent != loud.intent] == []


@pytest.mark.parametrize("text", ["asdf jkl", "qwrtz", "hfdjks fhdjks", "kjh kjh", "xcvbn"])
async def test_letters_hit_at_random_mean_nothing(agent: Agent, text: str) -> None:
    """They are no "no", nor anything else."""
    parsed = await agent.parse_message(text)
    assert (parsed["intent"]["name"], len(parsed["intent_ranking"])) == ("nlu_fallback", 1)


@pytest.mark.parametrize(
    ("text", "intent"), [("nope", "deny"), ("nah", "deny"), ("yup", "affirm"), ("NO", "deny")]
)
async def test_terse_answers_are_answers(agent: Agent, text: str, intent: str) -> None:
    """However short, they are words."""
    assert (await agent.parse_message(text))["intent"]["name"] == intent


async def understood(agent: Agent, phrase: Phrase) -> Understood:
    """What the bot takes a phrase for."""
    parsed = await agent.parse_message(phrase.text)
    return Understood(
        phrase=phrase,
        intent=None if parsed["intent"]["name"] == "nlu_fallback" else parsed["intent"]["name"],
        ranking=tuple(_best(parsed["intent_ranking"])),
    )


def _best(ranking: list[dict[str, object]]) -> Iterator[str]:
    real = (one for one in ranking if one["name"] != "nlu_fallback")
    return (f"{one['name']} {one['confidence']:.2f}" for one in islice(real, 3))
