"""Hooks of the whole suite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests import needs
from tests.rasa_server import add_logs


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run a test only where the machine has what it needs."""
    needs.require(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """Show the servers' logs with a failed test."""
    report = yield
    add_logs(report)
    return report
