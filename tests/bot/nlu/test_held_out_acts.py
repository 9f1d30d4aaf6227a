"""How well the trained bot tells what customers do, by phrases that it has never seen."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from typing import Any, get_args

import msgspec
import pytest
from rasa.core.agent import Agent

from bot.dialogue_acts import ACTS, ASKS
from bot.processor import TurnProcessor
from bot.training import MODEL
from contracts.acts import ActFile, ActPhrase, phrases_of
from contracts.business import business_folder
from contracts.listening import Act, Asked
from scripts.trainer.project import read
from tests.rasa_server import ROOT, trained

pytestmark = pytest.mark.rasa

BUSINESS = business_folder(os.environ).resolve()
HELD_OUT = ROOT / "tests/nlu/held_out_acts.yml"
FEWEST = 8
RIGHT = 0.85
"""Of all phrases, each after all that it may be said after, how many are heard right, at least."""
SURE, RIGHT_IF_SURE = 0.8, 0.95
"""From this confidence on it may be acted upon."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What a phrase was taken for after something."""

    phrase: ActPhrase
    after: str
    act: str
    confidence: float

    @property
    def right(self) -> bool:
        """Whether it is what was done by saying it."""
        return self.act == self.phrase.kind.act

    def __str__(self) -> str:
        kind = self.phrase.kind
        return f"{kind.act}: “{self.phrase.text}” after {self.after} → {self.act} {self.confidence}"


@pytest.fixture(scope="module")
def agent() -> Agent:
    """The bot's understanding, trained for this business."""
    return Agent.load(str(trained(BUSINESS) / MODEL))


@pytest.fixture(scope="module")
def held_out() -> tuple[ActPhrase, ...]:
    """All held-out phrases."""
    written = HELD_OUT.read_text()
    found = msgspec.yaml.decode(written, type=list[ActFile])
    return tuple(one for file in found for one in phrases_of(file, written, HELD_OUT.name))


def test_every_act_is_held_out(held_out: tuple[ActPhrase, ...]) -> None:
    """Eight phrases or more for each act and each question, none of which was trained with."""
    for act in get_args(Act):
        assert sum(one.kind.act == act for one in held_out) >= FEWEST
    for question in get_args(Asked):
        assert sum(one.kind.asks == question for one in held_out) >= FEWEST
    known = {(one.plain, one.kind.act) for one in read(BUSINESS).acts}
    assert [one.place for one in held_out if (one.plain, one.kind.act) in known] == []


async def test_most_acts_are_heard(agent: Agent, held_out: tuple[ActPhrase, ...]) -> None:
    """Most phrases are taken for what is done by saying them, and sure ones nearly always."""
    found = [one for phrase in held_out async for one in heard(agent, phrase)]
    misses = [one for one in found if not one.right]
    report = f"{len(misses)} of {len(found)}:\n" + "\n".join(map(str, misses))
    assert len(misses) <= (1 - RIGHT) * len(found), report
    sure = [one for one in found if one.confidence >= SURE]
    assert sum(one.right for one in sure) >= RIGHT_IF_SURE * len(sure), report


async def test_most_questions_are_told_apart(agent: Agent, held_out: tuple[ActPhrase, ...]) -> None:
    """What is asked about is mostly known, once it is known that something is."""
    asked = [one for one in held_out if one.kind.asks is not None]
    found = [(await parsed(agent, one.text))[ASKS][0]["name"] for one in asked]
    right = sum(name == one.kind.asks for name, one in zip(found, asked, strict=True))
    assert right >= RIGHT * len(asked)


@pytest.mark.parametrize(
    ("text", "after", "act"),
    [
        ("yes", "proposal", "agrees"),
        ("yes", "question", "answers"),
        ("no", "proposal", "refuses"),
        ("no", "question", "answers"),
        ("no", "step", "answers"),
        ("no", "told", "closes"),
        ("ok", "told", "noise"),
        ("ok do that.", "proposal", "agrees"),
        ("i dont know", "question", "answers"),
        ("that didn't help", "step", "answers"),
        ("no, 21 not 12", "detail", "corrects"),
        ("yes but only if it's free", "proposal", "asks_about"),
        ("how long does that take", "proposal", "asks_about"),
        ("can you undo that", "told", "asks_about"),
        ("refund.", "question", "wishes"),
        ("just answer me, no colleague", "told", "refuses_person"),
        ("get me someone", "question", "wants_person"),
    ],
)
async def test_what_matters_most_is_heard(agent: Agent, text: str, after: str, act: str) -> None:
    """Short words do different things by what is open."""
    assert (await parsed(agent, text))[ACTS][after][0]["name"] == act


async def test_texts_are_read_together_as_one_by_one(agent: Agent) -> None:
    """A turn's texts go through the pipeline at once, and nothing of one is told of another."""
    assert agent.processor is not None
    turn: Any = {"store": None, "connections": None, "action_seconds": 1.0, "cancel_form": False}
    processor = TurnProcessor(agent.processor, **turn)
    texts = ["where is my order 10432", "thanks", "👍", "yes, go ahead"]
    together = await processor.parse_all(texts)
    alone = [await parsed(agent, text) for text in texts]
    assert list(map(rounded, together)) == list(map(rounded, alone))
    assert await processor.parse_all([]) == []


async def heard(agent: Agent, phrase: ActPhrase) -> AsyncIterator[Heard]:
    """What the bot takes a phrase for, after all that it may be said after."""
    said = await parsed(agent, phrase.text)
    for context in phrase.kind.after:
        best = said[ACTS][context][0]
        yield Heard(
            phrase=phrase,
            after=context,
            act=best["name"],
            confidence=best["confidence"],
        )


def rounded(found: Any) -> Any:
    """Parse data without the last digits: sums of many numbers depend on how many there are."""
    if isinstance(found, dict):
        return {name: rounded(value) for name, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [rounded(one) for one in found]
    return round(float(found), 2) if isinstance(found, float) else found


async def parsed(agent: Agent, text: str) -> dict[str, Any]:
    """A text as the pipeline reads it alone."""
    return dict(await agent.parse_message(text))
