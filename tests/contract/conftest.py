"""What every database has to carry."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handoff import migrations
from tests.desk import Desk
from tests.postgres import postgres_url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def desk_url(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> str:
    """A new, migrated database of each kind."""
    if request.param == "postgresql":
        return postgres_url(migrations.upgrade)
    return f"sqlite:///{shutil.copy(migrated, tmp_path)}"


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Desk]:
    """A desk on each database."""
    made = Desk(desk_url)
    yield made
    await made.close()
