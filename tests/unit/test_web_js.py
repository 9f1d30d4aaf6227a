"""The browser modules that need no browser, run by node, and what the pages weigh."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from handoff.frontend.assets import Asset, prepared
from handoff.frontend.pages import BUNDLES, TEXTS
from handoff.frontend.widget_files import WidgetFiles
from tests.node import NODE

ROOT = Path(__file__).resolve().parents[2]
SUITES = sorted(path.name for path in (ROOT / "tests" / "js").glob("*.test.mjs"))

WIDGET_LIMIT = 45_000
"""Bytes, gzipped, of everything that a visitor ever loads, in the longest language."""
PAGE_LIMIT = 6_000
"""Bytes, gzipped, that a page of a host site pays while the chat is closed."""
CONSOLE_LIMIT = 85_000
"""Bytes, gzipped, that stand between an agent and their queue."""


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
    widget = WidgetFiles(BUNDLES / "widget", TEXTS).read()
    languages = [path.stem for path in TEXTS.glob("*.json")]
    page = {
        "loader": sent(widget.loader),
        "invitations": sent(prepared(BUNDLES / "widget" / "invitations.js")),
    }
    chat = {
        "rest": max(sent(widget.rest(language)) for language in languages),
        "line": sent(widget.line),
    }
    assert sum(page.values()) < PAGE_LIMIT, page
    assert sum((page | chat).values()) < WIDGET_LIMIT, page | chat


def test_the_console_is_small() -> None:
    """What opens it is less than 85 kB, gzipped; charts come when somebody looks at reports."""
    names = ("console/main.js", "console/style/index.css")
    parts = {name: sent(prepared(BUNDLES / name)) for name in names}
    assert sum(parts.values()) < CONSOLE_LIMIT, parts


def sent(asset: Asset) -> int:
    """Bytes on the wire."""
    assert asset.gzipped is not None
    return len(asset.gzipped)
