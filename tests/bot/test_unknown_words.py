"""Texts without a single known word lose the intent that a classifier made up for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.unknown_words import UnknownWords, words_of

CONFIG = {"likeness": 0.75}


def message(text: str) -> Message:
    """A message that was taken for a yes."""
    score = {"name": "affirm", "confidence": 0.9}
    return Message({TEXT: text, "intent": score, "intent_ranking": [score]})


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """Where a model is kept."""
    return LocalModelStorage(tmp_path)


@pytest.fixture
def component(storage: LocalModelStorage) -> UnknownWords:
    """The component after it has learned a few phrases, and a lookup table."""
    resource = Resource("words")
    texts = ("where is my parcel", "I don't know", "Nope")
    phrases = [Message({TEXT: text, "intent": "affirm"}) for text in texts]
    tables = [{"name": "product", "elements": ["Keyhaven"]}]
    fresh = UnknownWords(CONFIG, storage, resource)
    fresh.train(TrainingData(phrases, lookup_tables=tables))
    return UnknownWords.load(CONFIG, storage, resource, None)


@pytest.mark.parametrize(
    "text",
    ["NOPE", "parcel blubb", "wheres my parcl", "prcel", "30103", "keyhaven", "I don’t"],  # noqa: RUF001
)
def test_a_text_with_a_known_word_keeps_its_intent(component: UnknownWords, text: str) -> None:
    """Whatever its case, mistyped, from a lookup table, or a number."""
    [known] = component.process([message(text)])
    assert known.get("intent") == {"name": "affirm", "confidence": 0.9}
    assert len(known.get("intent_ranking")) == 1


@pytest.mark.parametrize("text", ["asdf jkl", "qwrt", "где моя посылка", "!?", "", "kjh kjh kjh"])
def test_a_text_without_any_known_word_has_no_intent(component: UnknownWords, text: str) -> None:
    """What is left is for the fallback, also where pairs of its letters are known."""
    [unknown] = component.process([message(text)])
    assert unknown.get("intent") == {"name": None, "confidence": 0.0}
    assert unknown.get("intent_ranking") == []


def test_words_are_compared_in_small_letters() -> None:
    """Apostrophes belong to a word, other signs do not."""
    assert words_of("I DON'T know-it!") == ["i", "don't", "know", "it"]


def test_pages_of_letters_are_not_looked_through_for_typos(
    component: UnknownWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking takes milliseconds a word: a few are looked at, and a known word counts anywhere."""
    looked: list[str] = []

    def look(word: str, *_: object, **__: object) -> list[str]:
        looked.append(word)
        return []

    monkeypatch.setattr("bot.unknown_words.get_close_matches", look)
    letters = " ".join(f"{a}{b}zzqx" for a in "bcdfghjkl" for b in "mnpqrstvw")
    (pages,) = component.process([message(letters)])
    assert pages.get("intent")["name"] is None
    assert 0 < len(looked) < 30
    (known,) = component.process([message(f"{letters} parcel")])
    assert known.get("intent")["name"] == "affirm"
