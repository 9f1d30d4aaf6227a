"""`docs/trainers.md`, followed to the letter on a copy of the project."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.training import MODEL
from contracts.business import FILE
from scripts.trainer.checks import problems
from scripts.trainer.project import phrases, read
from tests.rasa_server import ROOT, trained

TOPIC = "gift_wrapping"
QUICK = """
recipe: default.v1
assistant_id: page
language: en
pipeline: [{name: WhitespaceTokenizer}]
policies: [{name: RulePolicy}]
"""
"""A bot that decides as ours does, and understands only buttons: it is trained in a moment."""

_BLOCK = re.compile(
    r"(?:A new file, `(?P<new>[^`]+)`:"
    r"|In `(?P<within>[^`]+)`, below the line `(?P<line>[^`]+)`, add[^\n]*"
    r"|At the end of `(?P<end>[^`]+)`, add:)\n\n```yaml\n(?P<text>.*?)```",
    re.DOTALL,
)


OTHERS = "\n## A business of your own\n"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the page says to write: a new file, lines below a line, or at the end."""

    file: str
    text: str
    below: str | None = None
    new: bool = False

    def apply(self, root: Path) -> None:
        """Do it."""
        file = root / self.file
        assert file.exists() is not self.new, f"the page is wrong about {self.file}"
        before = "" if self.new else file.read_text()
        file.write_text(before + self.text if self.below is None else self._inserted(before))

    def _inserted(self, before: str) -> str:
        line = f"\n{self.below}\n"
        assert before.count(line) == 1, f"{self.below!r} is not one line of {self.file}"
        return before.replace(line, line + self.text)


def changes() -> Iterator[Change]:
    """What the page says, in its order."""
    for found in _BLOCK.finditer((ROOT / "docs" / "trainers.md").read_text()):
        yield Change(
            file=found["new"] or found["within"] or found["end"],
            text=found["text"],
            below=found["line"],
            new=found["new"] is not None,
        )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which the page was followed."""
    copy = tmp_path_factory.mktemp("page") / "project"
    for folder in ("data", "symptoms", "intake", "tests/nlu"):
        shutil.copytree(ROOT / folder, copy / folder)
    for name in ("domain.yml", "policy.yml", FILE):
        shutil.copy(ROOT / name, copy)
    for change in changes():
        change.apply(copy)
    return copy


def test_the_page_says_all_that_is_needed(project: Path) -> None:
    """Every yaml block is followed, and what comes of it passes the gate for trainers.

    But for those of another company, whose folder is not this one.
    """
    page, _, _ = (ROOT / "docs" / "trainers.md").read_text().partition(OTHERS)
    assert len(list(changes())) == page.count("```yaml") > 0
    assert problems(read(project)) == []
    held_out = {phrase.intent for phrase in phrases(project / "tests/nlu/held_out.yml", project)}
    assert TOPIC in held_out


@pytest.mark.rasa
def test_the_page_leads_to_the_answer(project: Path) -> None:
    """Rasa takes the files, finds no conflict, and predicts the answer for the new intent."""
    quick = project / "quick.yml"
    quick.write_text(QUICK)
    agent = Agent.load(str(trained(project, quick) / MODEL))
    tracker = DialogueStateTracker.from_events(
        "page",
        [ActionExecuted("action_listen"), UserUttered(f"/{TOPIC}", intent={"name": TOPIC})],
        agent.domain.slots,
        domain=agent.domain,
    )
    prediction = agent.processor.predict_next_with_tracker(tracker)
    best = max(prediction["scores"], key=lambda score: score["score"])
    assert best["action"] == f"utter_{TOPIC}"
