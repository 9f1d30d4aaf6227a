"""`scripts/articles`: what it prints, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.checkout import ROOT

PAGE = "<html lang='en'><title>Sending back</title><main><h1>Sending back</h1><p>Do it.</p></main>"


@pytest.fixture
def business(tmp_path: Path) -> Path:
    """A business that has a name."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    (tmp_path / "domain.yml").write_text("intents: []\n")
    return tmp_path


def run(business: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The command for a business."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.article_pages", *arguments],
        cwd=business,
        env={"PYTHONPATH": str(ROOT), "BUSINESS": str(business), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_pulled_pages_pass_the_check(business: Path) -> None:
    """What became of each is told, and what stands there then."""
    (business / "site").mkdir()
    (business / "site" / "back.html").write_text(PAGE)
    pulled = run(business, "pull", "folder", "site")
    assert (pulled.returncode, pulled.stderr) == (0, "")
    assert pulled.stdout.splitlines()[0] == "+ articles/en/sending-back.md"
    checked = run(business, "check")
    assert (checked.returncode, checked.stdout) == (0, "1 articles with 1 passages: in order\n")


def test_nothing_to_pull_changes_nothing(business: Path) -> None:
    """An empty help centre is more often a wrong address than the wish to delete everything."""
    (business / "site").mkdir()
    done = run(business, "pull", "folder", "site")
    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing was changed" in done.stderr
    assert "there is no folder" in run(business, "pull", "folder", "none").stderr


def test_what_is_wrong_goes_to_stderr(business: Path) -> None:
    """And the command ends with 1; what only ought to be known does not."""
    folder = business / "articles" / "en"
    folder.mkdir(parents=True)
    (folder / "old.md").write_text("---\ntitle: Old\nuntil: 2020-01-01\n---\nText.\n")
    noted = run(business, "check")
    assert noted.returncode == 0
    assert "articles/en/old.md:1: held until 2020-01-01" in noted.stdout
    (folder / "bad.md").write_text("no head")
    wrong = run(business, "check")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("articles/en/bad.md:1: begins without a head")


def test_a_report_is_printed(business: Path) -> None:
    """Of the bot's conversations; without them it says which setting names them."""
    assert "TRACKER_URL" in run(business, "report", WARMDESK_VAR=str(business)).stderr
    engine = sa.create_engine(f"sqlite:///{business / 'tracker.db'}")
    columns = "conversation_id TEXT, version INTEGER, position INTEGER, type TEXT, data TEXT"
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE TABLE bot_events ({columns})"))
    engine.dispose()
    done = run(business, "report", WARMDESK_VAR=str(business))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "Asked, and answered by no article",
    )
