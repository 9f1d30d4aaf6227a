"""`scripts/crm test` tries an adapter of a company's own by the fixture that it brings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
SUITE = "tests/contract/test_crm_facets.py"


def tried(fixture: str) -> subprocess.CompletedProcess[str]:
    """The suite, run as the script runs it."""
    command = [sys.executable, "-m", "pytest", SUITE, "-q", "-p", "no:cacheprovider"]
    env = {**os.environ, "CRM_FIXTURE": f"tests.demo_fixtures:{fixture}"}
    return subprocess.run(
        command, cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False
    )


def test_an_adapter_that_keeps_its_word_passes() -> None:
    """What it denies beforehand it may refuse, and facets that it does not serve are left out."""
    done = tried("HistoryAlone")
    assert done.returncode == 0, done.stdout
    assert "failed" not in done.stdout


def test_an_adapter_that_cannot_what_it_says_fails() -> None:
    """A refusal that was not announced is a failure by the write's name."""
    done = tried("HistoryPromised")
    assert done.returncode == 1
    assert "test_a_write_is_done_or_denied" in done.stdout
    assert "open_ticket" in done.stdout


@pytest.mark.parametrize("arguments", [(), ("test",), ("test", "no_class"), ("tset", "a:b")])
def test_a_wrong_call_says_how(arguments: tuple[str, ...]) -> None:
    """Without a fixture, or with a typing error, one line says what to write."""
    done = subprocess.run(
        ["scripts/crm", *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("usage: scripts/crm")
