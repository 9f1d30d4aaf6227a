"""Hooks of the tests that run in Rasa's environment."""

from __future__ import annotations

import pytest

from tests import groups, needs, postgres


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run a test only where the machine has what it needs."""
    needs.require(item)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that share a trained bot stay together."""
    groups.arrange(config, items)


def pytest_sessionfinish() -> None:
    """End what all tests of this process have shared."""
    postgres.stop()
