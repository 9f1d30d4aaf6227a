"""A real Rasa server, started as a deployment starts it, to which another model is given."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rasa_server import RESULT, TINY_ACTIONS, RunningBot, running_bot, trained

pytestmark = pytest.mark.rasa

PATIENCE_SECONDS = 60.0
CONFIG = """
recipe: default.v1
assistant_id: greeter
language: en
pipeline: [{name: KeywordIntentClassifier}]
policies: [{name: RulePolicy}]
"""
DOMAIN = """
version: "3.1"
intents: [greet]
responses: {utter_greet: [{text: WORDS}]}
"""
DATA = """
version: "3.1"
nlu: [{intent: greet, examples: "- hello\\n- hi\\n"}]
rules: [{rule: greet, steps: [{intent: greet}, {action: utter_greet}]}]
"""


def model(folder: Path, words: str) -> Path:
    """The file of a model of a bot that has only these words."""
    project = folder / words
    (project / "data").mkdir(parents=True)
    (project / "config.yml").write_text(CONFIG)
    (project / "domain.yml").write_text(DOMAIN.replace("WORDS", words))
    (project / "data" / "all.yml").write_text(DATA)
    (file,) = trained(project).glob("*.tar.gz")
    return file


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[tuple[RunningBot, Path]]:
    """A bot that says hello, and the folder that it has its models from."""
    models = tmp_path / "models"
    models.mkdir()
    shutil.copy(model(tmp_path, "Hello"), models)
    env = {"BOT_MODELS": str(models), "TINY_DIR": str(tmp_path)}
    with running_bot(tmp_path / "Hello", actions=TINY_ACTIONS, folder=tmp_path, env=env) as running:
        yield running, models


def said(bot: RunningBot, number: int) -> str | None:
    """What the bot says to a greeting."""
    response = bot.press("/greet", f"conversation-{number}")
    assert response.status_code == 200, response.text
    return RESULT.decode(response.content).replies[0].text


def test_a_running_bot_answers_from_a_new_model(
    bot: tuple[RunningBot, Path], tmp_path: Path
) -> None:
    """It is put into the folder, and that is all; no turn is lost meanwhile."""
    running, models = bot
    assert said(running, 0) == "Hello"
    fresh = shutil.copy(model(tmp_path, "Good day"), tmp_path / "fresh.tar.gz")
    os.replace(fresh, models / "warmdesk.tar.gz")
    deadline, number, words = time.monotonic() + PATIENCE_SECONDS, 0, None
    while words != "Good day" and time.monotonic() < deadline:
        number += 1
        words = said(running, number)
        assert words in ("Hello", "Good day")
    assert words == "Good day"
