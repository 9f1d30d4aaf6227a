"""Training: when it is needed, and what a failed one leaves behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from bot import sentence_model, training
from bot.errors import TrainingFailed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Sources of a model, and a model trained from them."""
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "config.yml", tmp_path)
    (tmp_path / "domain.yml").write_text("intents: [greet]\n")
    (tmp_path / "data/nlu.yml").write_text("nlu: []\n")
    models = tmp_path / "models"
    models.mkdir()
    (models / training.MODEL).write_text("old model")
    (models / training.FINGERPRINT).write_text(training.fingerprint(tmp_path))
    return tmp_path


def test_unchanged_sources_need_no_training(project: Path) -> None:
    """A model of exactly these files is current."""
    assert training.is_current(project, project / "models")


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "data/nlu.yml", "data/new.yml"])
def test_a_changed_source_needs_training(project: Path, name: str) -> None:
    """A change in any source, or a new one, makes the model out of date."""
    with (project / name).open("a") as source:
        source.write("# more\n")
    assert not training.is_current(project, project / "models")


def test_a_renamed_source_needs_training(project: Path) -> None:
    """Names count as well as contents."""
    (project / "data/nlu.yml").rename(project / "data/other.yml")
    assert not training.is_current(project, project / "models")


def test_a_lost_model_needs_training(project: Path) -> None:
    """A fingerprint without its model is not enough."""
    (project / "models" / training.MODEL).unlink()
    assert not training.is_current(project, project / "models")


def test_a_failed_training_leaves_the_last_model(project: Path) -> None:
    """Rasa's complaint is in the error, and the model of before is still there."""
    (project / "domain.yml").write_text("intents: [a\n")
    with pytest.raises(TrainingFailed) as failed:
        training.train(project, project / "models")
    assert "domain.yml" in str(failed.value)
    assert (project / "models" / training.MODEL).read_text() == "old model"
    assert sorted(path.name for path in (project / "models").iterdir()) == [
        training.FINGERPRINT,
        training.MODEL,
    ]


def test_a_candidate_takes_the_place_of_the_last_model(project: Path) -> None:
    """Model and fingerprint move together; nothing stays behind."""
    candidate = project / "models" / "candidate"
    candidate.mkdir()
    (candidate / training.MODEL).write_text("new model")
    (candidate / training.FINGERPRINT).write_text("new fingerprint")
    training.adopt(candidate, project / "models")
    assert (project / "models" / training.MODEL).read_text() == "new model"
    assert (project / "models" / training.FINGERPRINT).read_text() == "new fingerprint"
    assert list(candidate.iterdir()) == []


def test_a_complaint_is_what_rasa_says_in_red() -> None:
    """Warnings before it are left out, and so are colours."""
    said = ["DeprecationWarning: old", "\x1b[91mThe domain is broken:\x1b[0m", "line 3"]
    assert training.complaint(said) == "The domain is broken:\nline 3"


def test_a_complaint_without_red_is_the_last_words() -> None:
    """A traceback ends with what went wrong."""
    assert training.complaint([f"line {n}" for n in range(100)]).endswith("line 98\nline 99")
    assert training.complaint([]) == "Rasa ended without a word."


def run(project: Path) -> subprocess.CompletedProcess[str]:
    """`python -m bot.training` in a project."""
    return subprocess.run(
        [sys.executable, "-m", "bot.training"],
        cwd=project,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_reports_ready_when_there_is_nothing_to_do(project: Path) -> None:
    """The progress file says ready, and since when."""
    assert run(project).returncode == 0
    progress = json.loads((project / "var/training.json").read_text())
    assert progress["state"] == "ready"
    assert progress["since"].endswith("Z")


def test_the_command_reports_what_is_wrong(project: Path) -> None:
    """A failed training ends with 1, its reason on the terminal and in the progress file."""
    (project / "domain.yml").write_text("intents: [a\n")
    result = run(project)
    assert result.returncode == 1
    assert "domain.yml" in result.stderr
    progress = json.loads((project / "var/training.json").read_text())
    assert progress["state"] == "failed"
    assert "domain.yml" in progress["detail"]


def test_a_missing_encoder_is_reported(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the sentence encoder training ends at once, and says which command makes it."""
    monkeypatch.chdir(project)
    monkeypatch.setattr(sentence_model, "digest", partial(sentence_model.digest, tmp_path / "no"))
    with pytest.raises(SystemExit, match=r"training: .* run scripts/setup"):
        training.main([])
    progress = json.loads((project / "var/training.json").read_text())
    assert progress["state"] == "failed"


def test_another_encoder_needs_training(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model counts as current only with the very encoder that it was trained with."""
    monkeypatch.setattr(sentence_model, "digest", lambda: "another")
    assert not training.is_current(project, project / "models")
