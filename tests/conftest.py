"""Hooks of the suite, but for what runs in Rasa's environment: `tests/bot` has its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import structlog
from hypothesis import HealthCheck, settings

from actions.engine.business.business import use
from actions.opening import open_business
from contracts.region import Region
from handoff import migrations
from tests import compiled, groups, needs, passwords, postgres
from tests.rasa_server import add_logs
from tests.served_desk import ServedDesk

# A machine that is busy with other tests is slow at times, and nothing is wrong then.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# A line for every request would bury why a test failed.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))

# What is the same for all tests is worked out once, and a password is not to keep anybody out.
compiled.share()
passwords.hash_quickly()

collect_ignore = ["bot"]
"""They need Rasa, which has an environment of its own."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run a test only where the machine has what it needs."""
    needs.require(item)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that share a server stay together."""
    groups.arrange(config, items)


def pytest_sessionfinish() -> None:
    """End what all tests of this process have shared."""
    postgres.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """Show the servers' logs with a failed test."""
    report = yield
    add_logs(report)
    return report


@pytest.fixture(scope="session", autouse=True)
def demo_shop() -> None:
    """What the engine's parts serve in these tests, where they run without a server."""
    # Their days are counted in UTC, whatever time it is in the shop.
    use(msgspec.structs.replace(open_business(), region=Region()))


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
