"""A shop of files alone: what switches its conversation on, and what is said of files that err."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actions.engine.commerce.opening import COMMERCE, commerce_topics
from actions.engine.commerce.rules import read_rules
from actions.engine.commerce.topic import CommerceTopic
from actions.engine.words.sheet import SheetsRefused
from actions.opening import open_business

RETAIL = Path(__file__).parents[2] / "businesses" / "retail"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the retail business that may be spoilt."""
    copy = tmp_path / "retail"
    shutil.copytree(RETAIL, copy, ignore=shutil.ignore_patterns("models"))
    return copy


def test_a_business_of_files_alone_has_the_topic() -> None:
    """Its one intent opens the engine's topic, and every sentence of it can be said."""
    company = open_business(RETAIL)
    assert isinstance(company.topics["shop_wish"], CommerceTopic)
    assert company.texts.say("commerce.ask_more", "seed", {})


def test_a_sentence_of_the_business_wins(folder: Path) -> None:
    """The same id in its own texts is what customers hear."""
    own = "sentences:\n  commerce.ask_more: [More of it?, Another wish?]\n"
    (folder / "texts" / "en" / "own.yml").write_text(own)
    said = open_business(folder).texts.say("commerce.ask_more", "seed", {})
    assert said in ("More of it?", "Another wish?")


def test_a_topic_that_there_is_not_is_refused(folder: Path) -> None:
    """The message names it, and what may stand there."""
    with pytest.raises(SheetsRefused, match=r"no topic weather.*commerce"):
        commerce_topics(folder, {"shop_wish": "weather"})


def test_without_its_rules_it_does_not_open(folder: Path) -> None:
    """The file that is missing is named."""
    (folder / "commerce.yml").unlink()
    with pytest.raises(SheetsRefused, match=r"commerce\.yml"):
        commerce_topics(folder, {"shop_wish": COMMERCE})


def test_rules_with_an_unknown_state_are_refused(folder: Path) -> None:
    """A state that no order has stops the start."""
    (folder / "commerce.yml").write_text("acts: {cancel: {states: [asleep]}}")
    with pytest.raises(SheetsRefused, match="asleep"):
        commerce_topics(folder, {"shop_wish": COMMERCE})


def test_no_topics_cost_nothing(tmp_path: Path) -> None:
    """A business that names none needs neither rules nor a vocabulary."""
    assert commerce_topics(tmp_path, {}) == {}


def test_every_act_of_the_rules_has_a_right_and_words() -> None:
    """What customers may have done is decided on, and can be spoken of."""
    company = open_business(RETAIL)
    acts = read_rules(RETAIL).acts
    assert acts.keys() <= company.policy.rights.keys()
    for act in acts:
        assert company.texts.say(f"commerce.act.{act}", "seed", {})
