"""The classifier of acts: one model, and what it says for all that may be open."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.act_model import LEAST, ActModel
from bot.dialogue_acts import ACTS, ASKS, DialogueActs
from bot.linear_model import Fit
from bot.sentence_encoder import SentenceEncoder
from bot.sentence_model import WIDTH, SentenceModel
from contracts.acts import ActPhrase, Kind, as_file
from contracts.listening import Context

EVERYWHERE = get_args(Context)
KINDS = {
    Kind(act="agrees", after=("proposal", "step")): "yes|yes please|ok|do it|yes do that|ok yes",
    Kind(act="answers", after=("question", "step")): "yes|it hums|at night|ok|since may|yes it is",
    Kind(act="asks_about", after=EVERYWHERE, asks="when"): "when|when is that|which day|what day?",
    Kind(act="asks_about", after=EVERYWHERE, asks="cost"): "how much|what does it cost|is it free?",
    Kind(act="thanks", after=EVERYWHERE): "thanks|thank you|many thanks|thank you so much",
}  # fmt: skip
PHRASES = [(text, kind) for kind, texts in KINDS.items() for text in texts.split("|")]


def meanings(texts: list[str]) -> Any:
    """Sentence vectors that say nothing, so that words alone decide."""
    return np.zeros((len(texts), WIDTH), dtype=np.float32)


@pytest.fixture(scope="module")
def model() -> ActModel:
    """Trained with a handful of phrases."""
    return ActModel.fit(PHRASES, meanings([text for text, _ in PHRASES]), Fit(words_weight=1.0))


def best(model: ActModel, text: str, context: Context) -> str:
    """The likeliest act of a text after something."""
    (heard,) = model.hear([text], meanings([text]))
    return heard.acts[context][0].name


def test_the_same_words_do_what_fits_what_is_open(model: ActModel) -> None:
    """A yes agrees to a proposal and answers a question."""
    assert best(model, "yes", "proposal") == "agrees"
    assert best(model, "yes", "question") == "answers"


def test_only_what_is_said_then_is_told(model: ActModel) -> None:
    """After what was told, nobody answers; what is said anywhere is known everywhere."""
    (heard,) = model.hear(["yes"], meanings(["yes"]))
    assert set(heard.acts) == set(EVERYWHERE)
    assert {one.name for one in heard.acts["told"]} <= {"asks_about", "thanks"}
    for context in EVERYWHERE:
        assert best(model, "thank you", context) == "thanks"


def test_a_question_says_which_it_is(model: ActModel) -> None:
    """The likeliest two, whatever the act."""
    (when, cost) = model.hear(["when?", "how much?"], meanings(["", ""]))
    assert when.asks[0].name == "when"
    assert cost.asks[0].name == "cost"
    assert len(when.asks) <= 2


def test_confidences_are_of_what_may_be_meant(model: ActModel) -> None:
    """At most three acts a context, as likely as one together, and none that is unlikely."""
    (heard,) = model.hear(["ok thanks when"], meanings([""]))
    for scores in heard.acts.values():
        assert len(scores) <= 3
        assert sum(one.confidence for one in scores) <= 1.01
        assert [one.confidence for one in scores[1:] if one.confidence < LEAST] == []


def test_apostrophes_capitals_and_digits_make_no_difference(model: ActModel) -> None:
    """People type as they like, and numbers are all alike."""
    first, second = model.hear(["DON'T cost 12", "dont COST 99"], meanings(["", ""]))
    assert first == second


def test_a_model_survives_the_disk(model: ActModel, tmp_path: Path) -> None:
    """What was saved says the same when it is loaded; nothing saved is no model."""
    assert ActModel.load(tmp_path) is None
    model.save(tmp_path)
    loaded = ActModel.load(tmp_path)
    assert loaded is not None
    texts = ["yes", "when is it"]
    assert list(loaded.hear(texts, meanings(texts))) == list(model.hear(texts, meanings(texts)))


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Any]:
    """What Rasa gives to the component, and a file of phrases."""
    file = tmp_path / "acts.json"
    file.write_bytes(as_file(ActPhrase(text=t, kind=kind, place="") for t, kind in PHRASES))
    return {
        "config": {
            **DialogueActs.get_default_config(),
            "phrases": str(file),
            "cache": str(tmp_path / "cache.db"),
        },
        "model_storage": LocalModelStorage(tmp_path / "storage"),
        "resource": Resource("acts"),
        "execution_context": ExecutionContext(GraphSchema({})),
    }


@pytest.fixture(autouse=True)
def storage(tmp_path: Path) -> None:
    """Where components keep what they learn."""
    (tmp_path / "storage").mkdir()


def encoded(text: str) -> Message:
    """A message that has gone through the sentence encoder."""
    message = Message({TEXT: text})
    vector = SentenceModel().encode(text)[None, :]
    message.add_features(
        Features(vector, FEATURE_TYPE_SENTENCE, TEXT, f"run_{SentenceEncoder.__name__}4")
    )
    return message


def test_the_component_tells_acts(parts: dict[str, Any]) -> None:
    """Trained, stored and loaded, it tells them beside what Rasa tells, in plain values."""
    DialogueActs.create(**parts).train(TrainingData())
    agreed, asked = DialogueActs.load(**parts).process([encoded("yes please"), encoded("when")])
    told = agreed.as_dict(only_output_properties=True)
    assert told[ACTS]["proposal"][0]["name"] == "agrees"
    assert asked.get(ASKS)[0]["name"] == "when"
    assert type(told[ACTS]["proposal"][0]["confidence"]) is float


def test_what_has_no_vector_is_told_nothing(parts: dict[str, Any]) -> None:
    """A pressed button went past the encoder; words beside it are heard all the same."""
    DialogueActs.create(**parts).train(TrainingData())
    pressed, typed = DialogueActs.load(**parts).process([Message({TEXT: "/x"}), encoded("thanks")])
    assert pressed.get(ACTS) is None
    assert typed.get(ACTS)["told"][0]["name"] == "thanks"


def test_without_phrases_nothing_is_told(parts: dict[str, Any]) -> None:
    """A pipeline that names no file trains and loads; messages pass through."""
    parts["config"]["phrases"] = None
    component = DialogueActs.create(**parts)
    data = TrainingData()
    component.train(data)
    assert component.process_training_data(data) is data
    message = encoded("yes")
    assert DialogueActs.load(**parts).process([message]) == [message]
    assert message.get(ACTS) is None


def test_other_phrases_are_another_component(parts: dict[str, Any]) -> None:
    """Rasa takes it from its cache only while the phrases are the same."""
    before = DialogueActs.fingerprint_addon(parts["config"])
    assert DialogueActs.fingerprint_addon(parts["config"]) == before
    Path(parts["config"]["phrases"]).write_bytes(b"[]")
    assert DialogueActs.fingerprint_addon(parts["config"]) != before
    assert DialogueActs.required_components() == [SentenceEncoder]
