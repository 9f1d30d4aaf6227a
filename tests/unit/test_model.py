"""The trained bot, asked for from outside of Rasa's environment."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts.interpreters import ROOT
from scripts.model import NoModel, fingerprint, is_current, train


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Sources of a model, and what counts as a model trained from them."""
    shutil.copy(ROOT / "config.yml", tmp_path)
    (tmp_path / "domain.yml").write_text("intents: [greet]\n")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "warmdesk.tar.gz").write_text("model")
    (tmp_path / "models" / "warmdesk.fingerprint").write_text(fingerprint(tmp_path))
    return tmp_path


def test_a_model_of_these_files_is_current(project: Path) -> None:
    """It is left alone, and one of other files is out of date."""
    models = project / "models"
    assert is_current(project, models)
    train(project, models)
    assert (models / "warmdesk.tar.gz").read_text() == "model"
    (project / "domain.yml").write_text("intents: [greet, bye]\n")
    assert not is_current(project, models)


def test_what_cannot_be_trained_says_why(project: Path) -> None:
    """The error has the training's own words, and the last model stays."""
    (project / "domain.yml").write_text("intents: [a\n")
    with pytest.raises(NoModel, match=r"domain\.yml"):
        train(project, project / "models")
    assert (project / "models" / "warmdesk.tar.gz").read_text() == "model"
