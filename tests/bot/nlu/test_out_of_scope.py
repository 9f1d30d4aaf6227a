"""How much the trained bot takes for its own business that is none of it."""

from __future__ import annotations

import pytest
from rasa.core.agent import Agent

from bot.training import MODEL
from scripts.trainer.project import Phrase, phrases, read
from tests.rasa_server import ROOT, trained

OUTSIDE = ROOT / "tests/nlu/out_of_scope.yml"
TAKEN = 0.20
"""Of all texts from outside, how many are taken for something that the shop does, at most."""
HARMLESS = frozenset({"nlu_fallback", "out_of_scope"})


@pytest.fixture(scope="module")
def outside() -> tuple[Phrase, ...]:
    """All texts; what stands for the intent says where they would belong."""
    return tuple(phrases(OUTSIDE, ROOT))


def test_they_are_not_trained_with(outside: tuple[Phrase, ...]) -> None:
    """Otherwise they would measure memory."""
    known = {phrase.plain for phrase in read(ROOT).phrases}
    assert [phrase.place for phrase in outside if phrase.plain in known] == []


@pytest.mark.rasa
async def test_little_of_it_is_taken(outside: tuple[Phrase, ...]) -> None:
    """Most is declined or asked back about, near misses included."""
    agent = Agent.load(str(trained(ROOT) / MODEL))
    parses = [(phrase, await agent.parse_message(phrase.spoken)) for phrase in outside]
    taken = [
        f"{phrase.intent}: “{phrase.spoken}” → {parse['intent']['name']}"
        for phrase, parse in parses
        if parse["intent"]["name"] not in HARMLESS
    ]
    assert len(taken) <= TAKEN * len(outside), "\n".join(taken)
