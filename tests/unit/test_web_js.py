"""The browser modules that need no browser, run by node, and the widget's weight."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from handoff.frontend.assets import Asset, prepared
from handoff.frontend.widget_files import WidgetFiles
from tests.node import NODE, unreadable

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "handoff" / "web"
SUITES = sorted(path.name for path in (ROOT / "tests" / "js").glob("*.test.mjs"))

WIDGET_LIMIT = 45_000
"""Bytes, gzipped, of everything that a visitor ever loads, in the longest language."""
PAGE_LIMIT = 6_000
"""Bytes, gzipped, that a page of a host site pays while the chat is closed."""


@pytest.mark.parametrize("suite", SUITES)
def test_the_javascript_suite_passes(suite: str) -> None:
    """Each suite under tests/js passes, and holds at least one test."""
    command = [str(NODE), "--test", "--test-reporter=tap", f"tests/js/{suite}"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    passed = re.search(r"^# pass (\d+)$", run.stdout, re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) > 0


def test_the_widget_is_small() -> None:
    """Whatever is loaded is less than 45 kB, gzipped; by a page with the closed chat 6 kB."""
    widget = WidgetFiles(WEB / "widget").read()
    languages = [path.stem for path in (WEB / "widget" / "texts").glob("*.json")]
    page = {
        "loader": sent(widget.loader),
        "invitations": sent(prepared(WEB / "widget" / "invitations.js")),
    }
    chat = {
        "rest": max(sent(widget.rest(language)) for language in languages),
        "line": sent(widget.line),
    }
    assert sum(page.values()) < PAGE_LIMIT, page
    assert sum((page | chat).values()) < WIDGET_LIMIT, page | chat


@pytest.mark.parametrize("folder", ["widget", "demo", "console"])
def test_a_script_without_its_comments_is_still_a_script(folder: str) -> None:
    """What the bridge sends of each script parses: taking the comments out took nothing else."""
    files = sorted((WEB / folder).rglob("*.js"))
    scripts = {str(path.relative_to(WEB)): prepared(path).plain.decode() for path in files}
    assert unreadable(scripts | {"broken": "export {"}) == ["broken"]


def sent(asset: Asset) -> int:
    """Bytes on the wire."""
    assert asset.gzipped is not None
    return len(asset.gzipped)
