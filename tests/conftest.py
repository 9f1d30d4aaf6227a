"""Hooks of the whole suite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rasa_server import add_logs


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """Show the servers' logs with a failed test."""
    report = yield
    add_logs(report)
    return report
