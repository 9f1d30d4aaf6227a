"""Hooks of the whole suite."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

from handoff import migrations
from tests import needs, postgres
from tests.rasa_server import add_logs
from tests.served_desk import ServedDesk

# A machine that is busy with other tests is slow at times, and nothing is wrong then.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# A line for every request would bury why a test failed.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))

LONGEST = ("served_desk", "test_bot_turn", "test_serve", "test_scripts")
"""Groups that take minutes, in the order of their start: those that train another bot between."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run a test only where the machine has what it needs."""
    needs.require(item)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Beside other processes: tests that share a server stay together, and come first."""
    if not hasattr(config, "workerinput"):
        return
    groups = {item: group for item in items if (group := _group(item))}
    for item, group in groups.items():
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: _rank(groups.get(item)))


def _group(item: pytest.Item) -> str | None:
    """Whose server a test shares: that of its module, or the desk that serves many modules."""
    if item.get_closest_marker("rasa") is None:
        return None
    return "served_desk" if "served_desk" in item.fixturenames else item.path.stem  # type: ignore[attr-defined]


def _rank(group: str | None) -> int:
    if group is None:
        return len(LONGEST) + 1
    return LONGEST.index(group) if group in LONGEST else len(LONGEST)


def pytest_sessionfinish() -> None:
    """End what all tests of this process have shared."""
    postgres.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """Show the servers' logs with a failed test."""
    report = yield
    add_logs(report)
    return report


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bridge's database without a row, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "desk.db"
    migrations.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def served_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """The whole desk, started once by `scripts/serve` for all tests that only need it to be up."""
    desk = ServedDesk(tmp_path_factory.mktemp("served"))
    try:
        desk.wait_until_answering()
        yield desk
    finally:
        desk.stop()
