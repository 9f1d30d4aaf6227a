"""Businesses beside the desk go through the gate: one that was just founded, and one in a day."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from contracts.business import SETTING
from scripts.businesses.founding import found
from scripts.interpreters import RASAS, ROOT

pytestmark = pytest.mark.rasa

BIKES = ROOT / "tests" / "businesses" / "bikes"
MADE = ("models", "var")
"""What trying it in its place leaves there."""
QUICK = """
recipe: default.v1
assistant_id: founded
language: en
pipeline: [{name: WhitespaceTokenizer}]
policies: [{name: RulePolicy}]
"""
"""A bot that decides as ours does, and understands only buttons: it is trained in a moment."""


def gate(folder: Path, *arguments: str) -> str:
    """What the gate says of a business that passes it, and whose model then lies with it."""
    done = subprocess.run(
        [str(RASAS), "-m", "scripts.trainer", *arguments],
        cwd=ROOT,
        env={**os.environ, SETTING: str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "The model is up to date." in done.stdout
    assert {file.name for file in (folder / "models").glob("warmdesk.*")} == {
        "warmdesk.fingerprint",
        "warmdesk.tar.gz",
    }
    return done.stdout


def test_a_founded_business_trains(tmp_path: Path) -> None:
    """Nothing is missing in it, its rules agree with the core's, and a bot comes of its files."""
    folder = tmp_path / "bikes"
    found(folder, company="Spoke & Chain", bot="Sprocket")
    (folder / "config.yml").write_text(QUICK)
    gate(folder, "--quick")


def test_a_bicycle_shop_trains_talks_and_passes(tmp_path: Path) -> None:
    """Ten topics by files alone: its own conversations and those of every business go as written,
    and enough of its unseen phrases are understood."""
    folder = shutil.copytree(BIKES, tmp_path / "bikes", ignore=shutil.ignore_patterns(*MADE))
    assert "Held-out phrases and conversations" in gate(folder)
