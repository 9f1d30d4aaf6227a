"""Tests that need something of the machine: skipped with advice, and never silently in CI."""

from __future__ import annotations

import pytest

from tests import needs

pytest_plugins = ["pytester"]
SUITE = """
import pytest

@pytest.mark.browser
def test_in_a_browser():
    pass

def test_anywhere():
    pass
"""


@pytest.fixture
def machine(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A suite of two tests on a machine without any program on its PATH."""
    monkeypatch.setenv("PATH", str(pytester.path))
    monkeypatch.delenv("CI", raising=False)
    pytester.makeini("[pytest]\nmarkers = browser")
    pytester.makeconftest("from tests.conftest import pytest_runtest_setup")
    pytester.makepyfile(SUITE)
    return pytester


def test_a_missing_browser_skips_its_tests(machine: pytest.Pytester) -> None:
    """Without Chromium the tests in a browser are skipped, saying how to get it."""
    result = machine.runpytest_inprocess("-rs", "-p", "no:asyncio")
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["*needs Chromium: apt-get install chromium"])


def test_in_ci_nothing_is_skipped(
    machine: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With CI set a missing browser is a failure."""
    monkeypatch.setenv("CI", "1")
    result = machine.runpytest_inprocess("-rf", "-p", "no:asyncio")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=1, errors=1)


def test_what_is_there_is_used(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program on PATH is found under any of its names; unknown markers need nothing."""
    browser = pytester.path / "google-chrome"
    browser.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(pytester.path))
    assert needs.chromium() == str(browser)
    assert needs.missing("browser") is None
    assert needs.missing("asyncio") is None
    assert needs.missing("redis") == "needs Redis: apt-get install redis-server"
