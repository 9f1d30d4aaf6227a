"""The browser's pure modules, tested by node where they can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1] / "js"
NODE = Path(sys.executable).with_name("node")


@pytest.mark.parametrize("path", sorted(TESTS.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_module(path: Path) -> None:
    """What the test file says of its modules holds."""
    ran = subprocess.run(
        [NODE, "--test", path], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
