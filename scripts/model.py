"""The trained bot, as it is asked for from outside of Rasa's environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from contracts.business import SETTING
from scripts.interpreters import RASAS, ROOT


class NoModel(Exception):
    """The bot could not be trained; the message is what the training says."""


def fingerprint(project: Path) -> str:
    """A digest of everything that a model of `project` is made of. Raises `NoModel`."""
    return _told(_training(project, "--fingerprint"))


def is_current(project: Path, models: Path) -> bool:
    """Whether the model in `models` was trained from exactly these files."""
    return _training(project, "--check", models=models).returncode == 0


def train(project: Path, models: Path) -> None:
    """Train into `models`, unless the model there is current. Raises `NoModel`."""
    _told(_training(project, models=models))


def _training(project: Path, *wish: str, models: Path = Path("models")) -> _Done:
    return subprocess.run(
        [str(RASAS), "-m", "bot.training", *wish],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            SETTING: str(project),
            "BOT_MODELS": str(models.resolve()),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def _told(done: _Done) -> str:
    if done.returncode != 0:
        raise NoModel(done.stderr.strip())
    return done.stdout.strip()


_Done = subprocess.CompletedProcess[str]
