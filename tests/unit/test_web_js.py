"""The browser modules that need no browser, run by node, and the widget's weight."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from handoff.assets import prepared

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "handoff" / "web"
NODE = Path(sys.executable).parent / "node"
SUITES = sorted(path.name for path in (ROOT / "tests" / "js").glob("*.test.mjs"))

WIDGET_LIMIT = 45_000
"""Bytes, gzipped, of everything that opening the chat loads."""
LOADER_LIMIT = 5_000
"""Bytes, gzipped, that every page of a host site pays."""


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
    """Everything that the widget loads stays under 45 kB, and its loader under 5 kB, gzipped."""
    sizes = {path.name: sent(path) for path in loaded(WEB / "widget" / "main.js")}
    loader = sent(WEB / "widget" / "widget.js")
    assert len(sizes) > 20
    assert loader < LOADER_LIMIT
    assert loader + sum(sizes.values()) < WIDGET_LIMIT, sizes


@pytest.mark.parametrize("folder", ["widget", "demo", "console"])
def test_a_script_without_its_comments_is_still_a_script(folder: str) -> None:
    """What the bridge sends of each script parses: taking the comments out took nothing else."""
    for path in sorted((WEB / folder).rglob("*.js")):
        code = prepared(path).plain
        command = [str(NODE), "--check", "--input-type=module", "-"]
        run = subprocess.run(command, input=code, capture_output=True, check=False)
        assert run.returncode == 0, f"{path}: {run.stderr.decode()}"


def loaded(start: Path) -> set[Path]:
    """A module and all that it imports, directly or not."""
    found: set[Path] = set()
    waiting = [start.resolve()]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            names = re.findall(r'\b(?:from|import)\s*"(\.{1,2}/[^"]+)"', code_of(module))
            waiting += [(module.parent / name).resolve() for name in names]
    return found


def code_of(path: Path) -> str:
    """What a browser gets of a script."""
    return prepared(path).plain.decode()


def sent(path: Path) -> int:
    """Bytes on the wire."""
    gzipped = prepared(path).gzipped
    assert gzipped is not None
    return len(gzipped)
