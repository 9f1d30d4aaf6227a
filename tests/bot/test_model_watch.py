"""A running bot takes each new model of its folder, whoever has put it there."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.exceptions import RasaException

from bot import channel, model_watch
from bot.model_watch import ModelWatch, model_time


class Domain:
    """What a model says."""

    def __init__(self, words: str) -> None:
        self.responses = {"utter_greet": [{"text": words}]}


def loaded(model_path: str, **parts: Any) -> SimpleNamespace:
    """What stands for Rasa's processor: a model is a file with the words that it says."""
    (file,) = Path(model_path).glob("*.tar.gz")
    if (words := file.read_text()) == "broken":
        raise RasaException(f"{words} in {file}")
    return SimpleNamespace(domain=Domain(words), model_path=Path(model_path), **parts)


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model, which is taken for read by `loaded`."""
    monkeypatch.setattr(model_watch, "MessageProcessor", loaded)
    put(tmp_path, "Hello", at=1)
    return tmp_path


@pytest.fixture
def agent(models: Path) -> Any:
    """An agent as Rasa builds it, with the folder's first model."""
    agent = SimpleNamespace(
        tracker_store=SimpleNamespace(domain=None),
        lock_store=None,
        action_endpoint=None,
        nlg=TemplatedNaturalLanguageGenerator({}),
        http_interpreter=None,
        domain=None,
    )
    agent.processor = loaded(str(models))
    return agent


def put(models: Path, words: str, *, at: int) -> None:
    """A model that was made at that second."""
    model = models / "warmdesk.tar.gz"
    model.write_text(words)
    os.utime(model, (at, at))


async def test_a_new_model_takes_over(agent: Any, models: Path) -> None:
    """Understanding, domain, what the tracker store knows and the words change together."""
    watch = ModelWatch(agent, models)
    put(models, "Good day", at=2)
    assert await watch.look()
    assert agent.processor.domain is agent.domain is agent.tracker_store.domain
    assert agent.nlg.responses == {"utter_greet": [{"text": "Good day"}]}
    assert agent.processor.tracker_store is agent.tracker_store
    assert not await watch.look()


async def test_the_same_model_is_not_loaded_again(agent: Any, models: Path) -> None:
    """Looking on changes nothing, and neither does a folder that is empty for a moment."""
    before = agent.processor
    watch = ModelWatch(agent, models)
    assert not await watch.look()
    (models / "warmdesk.tar.gz").unlink()
    assert not await watch.look()
    assert agent.processor is before


async def test_a_broken_model_leaves_the_last_one(
    agent: Any, models: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot goes on with what it has, says what to do, and takes the next one."""
    before = agent.processor
    watch = ModelWatch(agent, models)
    put(models, "broken", at=2)
    assert not await watch.look()
    assert agent.processor is before
    assert "the new model cannot be loaded: train again" in caplog.text
    put(models, "Good day", at=3)
    assert await watch.look()


async def test_a_running_bot_looks_by_itself(
    agent: Any, models: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The channel starts the watch, which goes on until it is cancelled, and tells of its work."""
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(model_watch, "LOOK_SECONDS", 0.01)
    looked, look = asyncio.Event(), ModelWatch.look

    async def told(watch: ModelWatch) -> bool:
        found = await look(watch)
        if found:
            looked.set()
        return found

    monkeypatch.setattr(ModelWatch, "look", told)
    watch = channel.watch(agent)
    put(models, "Good day", at=2)
    await looked.wait()
    watch.cancel()
    assert "a new model has taken over" in caplog.text
    assert agent.nlg.responses["utter_greet"] == [{"text": "Good day"}]


async def test_a_bot_without_a_model_is_not_watched() -> None:
    """It has nothing to answer with, and says so at its start."""
    with pytest.raises(RasaException, match="no model"):
        channel.watch(SimpleNamespace(processor=None))


def test_a_single_file_is_a_model_too(models: Path) -> None:
    """Rasa takes a folder or a file; without either there is no time."""
    file = models / "warmdesk.tar.gz"
    assert model_time(file) == model_time(models) == 1_000_000_000
    assert model_time(models / "none.tar.gz") is None
