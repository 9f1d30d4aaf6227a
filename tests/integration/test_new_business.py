"""A business that was just founded goes through the whole gate, with the real bot."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from contracts.business import SETTING
from scripts.businesses.founding import found
from scripts.interpreters import RASAS, ROOT

pytestmark = pytest.mark.rasa


def test_it_trains_talks_and_passes(tmp_path: Path) -> None:
    """Its own conversations and those of every business go as written; its model lies with it."""
    folder = tmp_path / "bikes"
    found(folder, company="Spoke & Chain", bot="Sprocket")
    gate = subprocess.run(
        [str(RASAS), "-m", "scripts.trainer"],
        cwd=ROOT,
        env={**os.environ, SETTING: str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert gate.returncode == 0, gate.stdout
    assert "The model is up to date." in gate.stdout
    assert {file.name for file in (folder / "models").glob("warmdesk.*")} == {
        "warmdesk.fingerprint",
        "warmdesk.tar.gz",
    }
