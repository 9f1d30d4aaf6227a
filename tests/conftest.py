"""Hooks of the whole suite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests import needs
from tests.rasa_server import add_logs
from tests.served_desk import ServedDesk


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run a test only where the machine has what it needs."""
    needs.require(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """Show the servers' logs with a failed test."""
    report = yield
    add_logs(report)
    return report


@pytest.fixture(scope="session")
def served_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """The whole desk, started once by `scripts/serve` for all tests that only need it to be up."""
    desk = ServedDesk(tmp_path_factory.mktemp("served"))
    try:
        desk.wait_until_answering()
        yield desk
    finally:
        desk.stop()
