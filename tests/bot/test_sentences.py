"""The sentence encoder: published weights, exported once, the same vectors every time."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import sentence_export, sentence_model
from bot.errors import EncoderMissing
from bot.sentence_cache import default_file, encoded
from bot.sentence_encoder import SentenceEncoder, worded
from bot.sentence_model import MOST_TOKENS, WIDTH, SentenceModel, Vector

WHERE_IS_MY_ORDER = (
    -0.00621, -0.02604, 0.06837, 0.01874, 0.00462, 0.02651, -0.02241, -0.01455,
)  # fmt: skip
"""How the vector of "where is my order" begins in the unquantised TensorFlow model."""


class Counted(SentenceModel):
    """The real model, which counts what it is asked to encode."""

    asked = 0

    def encode(self, text: str) -> Vector:
        """One more."""
        self.asked += 1
        return super().encode(text)


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    """The exported model."""
    return SentenceModel()


@pytest.fixture
def counted() -> Counted:
    """The exported model, counting."""
    return Counted()


def encoder(cache: Path) -> SentenceEncoder:
    """The component as a pipeline has it."""
    return SentenceEncoder({**SentenceEncoder.get_default_config(), "cache": str(cache)}, "encoder")


def test_vectors_are_those_of_the_published_model(model: SentenceModel) -> None:
    """But for what 8 bits take away, they are those of the model that was published."""
    found = model.encode("where is my order")
    assert found.shape == (WIDTH,)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)
    assert found[: len(WHERE_IS_MY_ORDER)] == pytest.approx(WHERE_IS_MY_ORDER, abs=0.01)


def test_what_means_the_same_is_near(model: SentenceModel) -> None:
    """Other words for the same thing are nearer than the same words for another."""
    said = model.encode("where is my parcel")
    same = model.encode("has the package been shipped yet")
    other = model.encode("where is the light switch")
    assert said @ same > said @ other


def test_long_texts_are_read_to_a_limit(model: SentenceModel) -> None:
    """What stands after the last token that is read changes nothing."""
    long = "word " * MOST_TOKENS
    assert np.array_equal(model.encode(long), model.encode(f"{long} and then something else"))


def test_a_missing_export_says_what_to_run(tmp_path: Path) -> None:
    """Without the model there is one clear error."""
    with pytest.raises(EncoderMissing, match="run scripts/setup"):
        SentenceModel(tmp_path)


def test_known_phrases_are_not_encoded_again(counted: Counted, tmp_path: Path) -> None:
    """Encoding again takes the vectors from disk, and encodes only what is new."""
    file = tmp_path / "cache" / "sentences.db"
    first = encoded(counted, ["one", "two", "one"], file)
    assert counted.asked == 2
    again = encoded(counted, ["two", "three", "one"], file)
    assert counted.asked == 3
    assert np.array_equal(again[2], first[0])
    assert np.array_equal(again[0], first[1])


def test_another_model_has_another_cache(counted: Counted, tmp_path: Path) -> None:
    """Vectors of one model are never taken for those of another."""
    file = tmp_path / "sentences.db"
    encoded(counted, ["one"], file)
    counted.digest = "another"
    encoded(counted, ["one"], file)
    assert counted.asked == 2


def test_a_broken_cache_costs_only_time(
    counted: Counted, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is no cache is told of, and the vectors are made without it."""
    file = tmp_path / "sentences.db"
    file.write_text("this is no database, and long enough to be seen as none")
    with caplog.at_level(logging.WARNING):
        (vector,) = encoded(counted, ["one"], file)
    assert vector.shape == (WIDTH,)
    assert "not reused" in caplog.text


def test_the_cache_holds_no_words(counted: Counted, tmp_path: Path) -> None:
    """Texts are known by their digests."""
    file = tmp_path / "sentences.db"
    encoded(counted, ["a very particular phrase"], file)
    assert b"particular" not in file.read_bytes()


def test_the_cache_is_where_caches_are(tmp_path: Path) -> None:
    """It follows the account's own setting."""
    assert default_file({"XDG_CACHE_HOME": str(tmp_path)}).is_relative_to(tmp_path)
    assert default_file({}).is_relative_to(Path.home())


def test_messages_get_one_vector_each(tmp_path: Path) -> None:
    """A message gets the features that its phrase gets in training; one without text gets none."""
    component = encoder(tmp_path / "sentences.db")
    spoken, empty, trained = Message({TEXT: "hello"}), Message({}), Message({TEXT: "hello"})
    component.process([spoken, empty])
    component.process_training_data(TrainingData([trained]))
    vectors = [one.get_dense_features(TEXT)[1] for one in (spoken, empty, trained)]
    assert vectors[1] is None
    assert vectors[0] is not None
    assert vectors[2] is not None
    assert np.array_equal(vectors[0].features, vectors[2].features)


def test_identifying_numbers_mean_nothing() -> None:
    """Which order or postcode it is makes no difference to the encoder; a product's number does."""
    assert worded("where is order 30021?") == worded("where is order 30512?")
    assert worded("the orion 4070") == "the orion 4070"


def test_other_weights_are_refused(tmp_path: Path) -> None:
    """Weights that are not the published ones are never exported."""
    weights = tmp_path / "model.safetensors"
    with pytest.raises(EncoderMissing, match="has nothing"):
        sentence_export.check(weights)
    weights.write_text("something else")
    with pytest.raises(EncoderMissing, match="should have the SHA-256"):
        sentence_export.check(weights)


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the package and what installs it."""
    monkeypatch.setattr(sentence_export, "PACKAGE", "no-such-package")
    with pytest.raises(EncoderMissing, match="no-such-package is not installed"):
        sentence_export.published()


def test_the_same_weights_give_the_same_model(tmp_path: Path) -> None:
    """An export is complete and can be repeated to the bit."""
    sentence_export.export(tmp_path / "encoder")
    assert sentence_model.digest(tmp_path / "encoder") == sentence_model.digest()
    assert list(tmp_path.iterdir()) == [tmp_path / "encoder"]
