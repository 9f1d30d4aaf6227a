"""What every business has and what one adds, as one bot."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from bot.training import fingerprint
from contracts.business import BusinessError, BusinessProfile
from contracts.merging import CORE, merged, sources, with_names
from scripts.trainer.checks import problems
from scripts.trainer.project import read

ROOT = Path(__file__).resolve().parents[2]
PROFILE = BusinessProfile(company="Spoke & Chain", bot="Sprocket")


@pytest.fixture
def business(tmp_path: Path) -> Path:
    """The smallest business that there is: a name, and nothing to ask of it."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    (tmp_path / "domain.yml").write_text("intents: []\n")
    return tmp_path


def test_lists_are_joined_without_doubles() -> None:
    """An intent that both name is one, as the business has it."""
    core = {"intents": ["greet", "deny"], "actions": ["action_greet"]}
    own = {"intents": [{"deny": {"use_entities": []}}, "repair"], "entities": ["frame"]}
    assert merged(core, own) == {
        "intents": ["greet", {"deny": {"use_entities": []}}, "repair"],
        "actions": ["action_greet"],
        "entities": ["frame"],
    }


def test_the_business_has_the_last_word() -> None:
    """Its response takes the place of the core's with all its variants; other ones stay."""
    core = {"responses": {"utter_greet": [{"text": "Hello"}], "utter_deny": [{"text": "Fine"}]}}
    own = {"responses": {"utter_greet": [{"text": "Ahoy"}, {"text": "Ahoy there"}]}}
    assert merged(core, own)["responses"] == {
        "utter_greet": [{"text": "Ahoy"}, {"text": "Ahoy there"}],
        "utter_deny": [{"text": "Fine"}],
    }


def test_titles_are_joined_and_reworded() -> None:
    """A slot of both keeps what the business does not say, and so does its initial value."""
    core = {"slots": {"titles": {"type": "any", "initial_value": {"a": "A", "b": "B"}}}}
    own = {
        "slots": {"titles": {"initial_value": {"b": "Bee", "c": "C"}}, "frame": {"type": "text"}}
    }
    assert merged(core, own)["slots"] == {
        "titles": {"type": "any", "initial_value": {"a": "A", "b": "Bee", "c": "C"}},
        "frame": {"type": "text"},
    }


def test_names_are_filled_in_and_other_placeholders_stay() -> None:
    """Wherever a response holds them, buttons included."""
    domain = {"responses": {"utter_x": [{"text": "{bot} of {company} for {name}", "n": 1}]}}
    assert with_names(domain, PROFILE)["responses"] == {
        "utter_x": [{"text": "Sprocket of Spoke & Chain for {name}", "n": 1}]
    }


def test_rasa_takes_the_merged_domain_of_the_demo_shop() -> None:
    """Core and shop are one domain: each of its names is there once."""
    domain = Domain.from_dict(sources(ROOT).domain())
    assert {"greet", "order_missing"} <= set(domain.intents)
    assert len(domain.intents) == len(set(domain.intents))
    assert domain.responses["utter_rephrase"][0]["text"].count("PCs")


def test_the_core_stands_by_itself(business: Path) -> None:
    """A business with nothing but a name passes the check of the files, and Rasa's own reading."""
    assert problems(read(business)) == []
    domain = Domain.from_dict(sources(business).domain())
    told = [one["text"] for one in domain.responses["utter_bot_challenge"]]
    assert all("Sprocket" in text and "Spoke & Chain" in text for text in told)


def test_the_core_names_nothing_of_the_demo_shop() -> None:
    """What every business says, and what is said to it, has no shop in mind."""
    strange = ("Solder", "graphics card", " PC", "mainboard", "monitor")
    texts = {file: file.read_text() for file in CORE.rglob("*.yml")}
    found = [(file.name, word) for file, text in texts.items() for word in strange if word in text]
    assert found == []


def test_a_folder_without_a_profile_is_a_plain_project(tmp_path: Path) -> None:
    """Nothing of the core is added to it."""
    (tmp_path / "domain.yml").write_text("intents: [knock]\n")
    assert sources(tmp_path).domain() == {"intents": ["knock"]}
    assert sources(tmp_path).config.samefile(ROOT / "config.yml")


def test_an_own_configuration_counts(business: Path) -> None:
    """A business may learn in a way of its own."""
    (business / "config.yml").write_text("language: en\n")
    assert sources(business).config == business / "config.yml"


def test_another_name_is_another_model(business: Path) -> None:
    """What the bot is called is part of its answers; in what it counts money is not."""
    before = fingerprint(business)
    with (business / "business.yml").open("a") as file:
        file.write("currency: CHF\n")
    assert fingerprint(business) == before
    (business / "business.yml").write_text("company: Spoke & Chain\nbot: Gear\n")
    assert fingerprint(business) != before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("business.yml", "company: A\n"),
        ("domain.yml", "intents: [a\n"),
        ("domain.yml", "intents: 5\n"),
        ("domain.yml", "- a\n"),
        ("domain.yml", "responses: {utter_x: hello}\n"),
    ],
)
def test_what_cannot_be_merged_is_named(business: Path, name: str, text: str) -> None:
    """The training ends before Rasa has begun, with the file."""
    (business / name).write_text(text)
    with pytest.raises(BusinessError, match=rf"/{name}: "):
        sources(business).domain()
