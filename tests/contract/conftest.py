"""The desk that contract suites are run against, on every database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.postgres import postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def desk_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    return f"sqlite:///{tmp_path}/desk.db" if request.param == "sqlite" else postgres_url()


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Desk]:
    """A desk on each database."""
    made = Desk(desk_url)
    yield made
    await made.close()
