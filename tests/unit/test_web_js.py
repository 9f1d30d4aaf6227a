"""The browser modules that need no browser, run by node, and the widget's weight."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

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
    sizes = {path: gzipped(path) for path in loaded(WEB / "widget" / "main.js")}
    loader = gzipped(WEB / "widget" / "widget.js")
    assert len(sizes) > 20
    assert loader < LOADER_LIMIT
    assert loader + sum(sizes.values()) < WIDGET_LIMIT, sizes


def loaded(start: Path) -> set[Path]:
    """A module and all that it imports, directly or not."""
    found: set[Path] = set()
    waiting = [start.resolve()]
    while waiting:
        module = waiting.pop()
        found.add(module)
        names = re.findall(r'^(?:import|export)\b[^"]*?"(\.[^"]+)"', source(module), re.MULTILINE)
        waiting += [
            path for name in names if (path := (module.parent / name).resolve()) not in found
        ]
    return found


def source(module: Path) -> str:
    """The code without comments, one statement a line, minified modules too."""
    code = re.sub(r"/\*.*?\*/", "", module.read_text(), flags=re.DOTALL)
    return code.replace(";", ";\n")


def gzipped(path: Path) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(path.read_bytes()))
