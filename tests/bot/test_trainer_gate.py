"""`scripts/train`: only a model that passes everything takes the place of the last one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.training import FINGERPRINT, MODEL
from contracts.business import FILE
from scripts.trainer import __main__ as gate
from scripts.trainer.errors import NotTrained

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a model, whose sources have changed since."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / MODEL).write_text("old model")
    (tmp_path / FILE).write_text("company: Spoke & Chain\nbot: Sprocket\n")
    (tmp_path / "domain.yml").write_text("intents: []\n")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that ran; Rasa is left out, and a training writes a new model."""
    ran: list[str] = []

    def train(root: Path, candidate: Path) -> str:
        ran.append("train")
        candidate.mkdir()
        (candidate / MODEL).write_text("new model")
        (candidate / FINGERPRINT).write_text("new")
        return "done"

    monkeypatch.setattr(gate, "_examine", lambda root: ran.append("examine") or "fine")
    monkeypatch.setattr(gate, "_validate", lambda root: ran.append("validate") or "fine")
    monkeypatch.setattr(gate, "_train", train)
    monkeypatch.setattr(gate, "_play", lambda root, candidate: ran.append("play") or "fine")
    return ran


def model(project: Path) -> str:
    """What the bot would run with."""
    return (project / "models" / MODEL).read_text()


def pass_through(project: Path, *, quick: bool) -> None:
    """The gate for this project."""
    gate._gate(project, project / "models", quick=quick)


def test_a_model_that_passes_is_put_in_place(project: Path, steps: list[str]) -> None:
    """After all steps, in their order."""
    pass_through(project, quick=False)
    assert steps == ["examine", "validate", "train", "play"]
    assert model(project) == "new model"


def test_quick_plays_nothing(project: Path, steps: list[str]) -> None:
    """Checked and trained it is all the same."""
    pass_through(project, quick=True)
    assert steps == ["examine", "validate", "train"]
    assert model(project) == "new model"


def test_a_model_that_fails_a_conversation_is_not_put_in_place(
    project: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The running bot stays as it is."""

    def refuse(root: Path, candidate: Path) -> str:
        raise NotTrained(["FAILED test_script[small questions]"])

    monkeypatch.setattr(gate, "_play", refuse)
    with pytest.raises(NotTrained):
        pass_through(project, quick=False)
    assert model(project) == "old model"


def test_wrong_files_are_not_trained_with(project: Path, steps: list[str]) -> None:
    """The first step ends it."""
    (project / "domain.yml").write_text("intents: [lonely]\n")
    with pytest.raises(NotTrained) as refused:
        pass_through(project, quick=False)
    assert "data/nlu/lonely.yml: lonely has 0 phrases, and needs 15" in refused.value.lines
    assert steps == []


def test_the_command_names_what_is_wrong_and_ends_with_1(project: Path) -> None:
    """On stderr: the file, then that nothing was changed."""
    (project / "domain.yml").write_text("intents: [a\n")
    done = subprocess.run(
        [sys.executable, "-m", "scripts.trainer", "--quick"],
        cwd=project,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    first, *_, last = done.stderr.splitlines()
    assert first.startswith("domain.yml: ")
    assert last == "scripts/train: nothing was changed; the bot is as it was."
    assert model(project) == "old model"


def test_of_a_failed_run_the_telling_lines_are_shown() -> None:
    """Failed tests by name, what the training complains of, or the last words."""
    assert gate._telling(["...F", "E   no 'trace'", "12 passed", "FAILED a[b]"]) == [
        "E   no 'trace'",
        "FAILED a[b]",
    ]
    assert gate._telling(["noise", "training: The rules contradict:", "- a", "- b"]) == [
        "training: The rules contradict:",
        "- a",
        "- b",
    ]
    assert gate._telling([f"line {n}" for n in range(99)])[-1] == "line 98"
