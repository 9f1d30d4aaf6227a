"""What trainers write: enough phrases an intent, and none in two of them."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FEWEST, FEWEST_OF_THE_MAIN = 15, 40
MAIN = ("order_missing", "track_order", "contact_human_agent")


def phrases() -> dict[str, list[str]]:
    """Every intent's phrases, without annotations, case and closing punctuation."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(file.read_text())["nlu"]:
            if "intent" in entry:
                found[entry["intent"]] += map(plain, entry["examples"].splitlines())
    return found


def plain(line: str) -> str:
    """The phrase of a line."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line.removeprefix("- "))
    return text.casefold().strip(" ?!.")


def domain() -> dict[str, object]:
    """The domain as it is written."""
    known: dict[str, object] = yaml.safe_load((ROOT / "domain.yml").read_text())
    return known


@pytest.mark.parametrize("intent", domain()["intents"])
def test_every_intent_has_enough_phrases(intent: str) -> None:
    """Fifteen, and forty for those that matter most."""
    fewest = FEWEST_OF_THE_MAIN if intent in MAIN else FEWEST
    assert len(set(phrases()[intent])) >= fewest


def test_no_phrase_is_in_two_places() -> None:
    """Neither in two intents nor twice in one."""
    seen: dict[str, str] = {}
    twice = []
    for intent, said in phrases().items():
        for phrase in said:
            if phrase in seen:
                twice.append((phrase, seen[phrase], intent))
            seen[phrase] = intent
    assert twice == []


def test_every_response_has_variants_and_is_used() -> None:
    """Two ways to say it at least, and a rule or an action that says it."""
    code = "".join(file.read_text() for file in sorted((ROOT / "actions").rglob("*.py")))
    rules = "".join(file.read_text() for file in sorted((ROOT / "data" / "rules").glob("*.yml")))
    responses = domain()["responses"]
    assert isinstance(responses, dict)
    for name, variants in responses.items():
        assert len(variants) >= 2, name
        assert re.search(rf"\b{name}\b", code + rules), f"{name} is used nowhere"


def test_every_response_that_an_action_says_is_in_the_domain() -> None:
    """A missing one would leave the customer without a reply."""
    code = "".join(file.read_text() for file in sorted((ROOT / "actions").rglob("*.py")))
    responses = domain()["responses"]
    assert isinstance(responses, dict)
    assert set(re.findall(r"\butter_\w+", code)) - {"utter_message"} <= set(responses)
