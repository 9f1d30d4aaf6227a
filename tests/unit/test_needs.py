"""Tests that need something of the machine: skipped with advice, and never silently in CI."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests import needs

ADVICE = "needs Chromium: apt-get install chromium"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, and empty."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


@pytest.fixture
def browser_test(request: pytest.FixtureRequest) -> pytest.Item:
    """A test that is marked as one in a browser."""
    item = pytest.Function.from_parent(request.node.parent, name="x", callobj=lambda: None)
    item.add_marker(pytest.mark.browser)
    return item


def test_a_missing_browser_skips_its_tests(folder: Path, browser_test: pytest.Item) -> None:
    """Without Chromium a test in a browser is skipped, saying how to get it."""
    with pytest.raises(pytest.skip.Exception, match=ADVICE):
        needs.require(browser_test)


def test_in_ci_nothing_is_skipped(
    folder: Path, browser_test: pytest.Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With CI set a missing browser is a failure."""
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match=ADVICE):
        needs.require(browser_test)


def test_what_is_there_is_used(folder: Path, browser_test: pytest.Item) -> None:
    """A browser on PATH is found under any of its names, and its test runs."""
    browser = folder / "google-chrome"
    browser.touch(mode=0o755)
    assert needs.chromium() == str(browser)
    needs.require(browser_test)


def test_unmarked_tests_need_nothing(folder: Path, request: pytest.FixtureRequest) -> None:
    """A test without such a marker runs anywhere."""
    needs.require(request.node)
    assert needs.missing("asyncio") is None
    assert needs.missing("redis") == "needs Redis: apt-get install redis-server"


def test_node_s_packages_are_those_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packages of another lock count as missing, since they may bundle in another way."""
    monkeypatch.setattr(needs, "WEB", tmp_path)
    (tmp_path / "package-lock.json").write_text("{}")
    installed = tmp_path / "node_modules" / ".installed"
    assert needs.missing("esbuild") == "needs Node's packages: scripts/web_packages"
    installed.parent.mkdir()
    for content, is_there in ((b"of another lock", False), (b"{}", True)):
        installed.write_text(f"{hashlib.sha256(content).hexdigest()}  package-lock.json")
        assert (needs.missing("esbuild") is None) is is_there
