"""`scripts/evaluate` with the real bot, on a part of its phrases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.training import MODEL
from scripts.evaluation.__main__ import evaluate
from scripts.evaluation.errors import CannotEvaluate
from scripts.evaluation.learned import Learned
from scripts.trainer.project import read
from tests.rasa_server import ROOT, trained

pytestmark = pytest.mark.rasa

TOPICS = ("opening_hours", "newsletter_subscription", "track_refund", "reset_two_factor")


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of a few topics only, with a phrase of one of them in the file of another."""
    root = tmp_path_factory.mktemp("part")
    shutil.copy(ROOT / "domain.yml", root)
    shutil.copytree(ROOT / "tests/nlu", root / "tests/nlu")
    (root / "data/nlu").mkdir(parents=True)
    for topic in TOPICS:
        shutil.copy(ROOT / f"data/nlu/{topic}.yml", root / "data/nlu")
    with (root / "data/nlu/newsletter_subscription.yml").open("a") as file:
        file.write("      - when are you open on a saturday\n")
    return root


def test_an_evaluation_tells_what_to_mend(
    part: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misplaced phrase is named; the next evaluation compares, and the page is written."""
    model = trained(ROOT) / MODEL
    evaluate(part, model, tmp_path)
    first = capsys.readouterr().out
    assert "newsletter_subscription taken for opening_hours" in first
    assert "when are you open on a saturday" in first
    assert "points since" not in first
    evaluate(part, model, tmp_path)
    assert "+0.0 points since" in capsys.readouterr().out
    assert "when are you open on a saturday" in (tmp_path / "report.html").read_text()


def test_too_few_phrases_are_told(part: Path) -> None:
    """What cannot be divided into folds cannot be tested."""
    learned = Learned(trained(ROOT) / MODEL)
    few = read(part).phrases[:3]
    with pytest.raises(CannotEvaluate, match="phrases or more each"):
        learned.unseen(few, learned.texts(few))
