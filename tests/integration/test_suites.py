"""`scripts/test`: two suites, each in the environment that it needs, with one answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checkout import ENVIRONMENTS, Checkout

PYTHON = """#!/bin/bash
printf '%s\\n' "{name} $*" >>"{calls}"
exit "$(cat "{status}" 2>/dev/null || echo 0)"
"""
"""An interpreter that writes down what it is asked to run."""
NO_TESTS = 5
"""pytest's exit status when it was left with nothing to run."""


class Suites:
    """A checkout whose two interpreters only take notes."""

    def __init__(self, folder: Path) -> None:
        self.checkout = Checkout(folder / "warmdesk")
        self._folder = folder
        for name, environment in zip(("main", "rasas"), ENVIRONMENTS, strict=True):
            path = self.checkout.folder / environment
            path.unlink()
            text = PYTHON.format(name=name, calls=folder / "calls", status=folder / name)
            self._program(path / "bin" / "python", text)
        for script in ("setup", "check"):
            text = f"#!/bin/bash\necho {script} >>'{folder / 'calls'}'\n"
            self._program(self.checkout.folder / "scripts" / script, text)

    def ends_with(self, name: str, status: int) -> None:
        """What the suite of that environment is to exit with."""
        (self._folder / name).write_text(str(status))

    def run(self, *arguments: str) -> int:
        """The exit status of `scripts/test`."""
        return self.checkout.run("scripts/test", *arguments).returncode

    @property
    def calls(self) -> list[tuple[str, ...]]:
        """What was run, in order: the environment, and what pytest was told to run."""
        lines = (self._folder / "calls").read_text().splitlines()
        return [tuple(word for word in line.split() if _tells(word)) for line in lines]

    def _program(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)


def _tells(word: str) -> bool:
    return word in ("main", "rasas", "setup", "check", "-k", "queue") or word.startswith("tests")


@pytest.fixture
def suites(tmp_path: Path) -> Suites:
    """Two suites that pass."""
    return Suites(tmp_path)


def test_without_arguments_everything_is_run(suites: Suites) -> None:
    """The check, then both suites, the larger one last."""
    assert suites.run() == 0
    assert suites.calls == [("setup",), ("check",), ("rasas", "tests/bot"), ("main", "tests")]


@pytest.mark.parametrize(
    ("path", "name"),
    [("tests/bot/test_channel.py", "rasas"), ("tests/bot", "rasas"), ("tests/unit", "main")],
)
def test_a_path_is_run_where_it_belongs(suites: Suites, path: str, name: str) -> None:
    """Only that suite, and without the check."""
    assert suites.run(path, "-k", "queue") == 0
    assert suites.calls == [("setup",), (name, path, "-k", "queue")]


def test_options_alone_go_to_both(suites: Suites) -> None:
    """What has no test of that name does not matter, as long as the other one has."""
    suites.ends_with("rasas", NO_TESTS)
    assert suites.run("-k", "queue") == 0
    expected = [("rasas", "tests/bot", "-k", "queue"), ("main", "tests", "-k", "queue")]
    assert suites.calls[1:] == expected


def test_nothing_to_run_is_told(suites: Suites) -> None:
    """Where neither has such a test the answer is pytest's own."""
    suites.ends_with("rasas", NO_TESTS)
    suites.ends_with("main", NO_TESTS)
    assert suites.run("-k", "queue") == NO_TESTS


@pytest.mark.parametrize("name", ["rasas", "main"])
def test_either_may_fail(suites: Suites, name: str) -> None:
    """The other one is run all the same."""
    suites.ends_with(name, 1)
    assert suites.run() == 1
    assert [call[0] for call in suites.calls] == ["setup", "check", "rasas", "main"]
