"""Which CRM stands behind a URL."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from actions.crm.dataset import Dataset
from actions.crm.demo import demo_dataset
from actions.crm.demo_customers import DEMO_CUSTOMERS
from actions.crm.errors import CrmMisconfigured, CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.registry import is_demo, open_crm
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from tests.whole_crm import whole

TODAY = date(2025, 3, 12)


async def test_memory() -> None:
    """`memory:` is a CRM with the demo customers in it."""
    crm = open_crm("memory:")
    assert isinstance(crm.people, MemoryCrm)
    for entry in DEMO_CUSTOMERS:
        customer = await crm.people.customer(entry.id)
        assert customer is not None
        assert customer.name == entry.name


@pytest.mark.parametrize("url", ["sqlite:///var/crm.db", "postgresql://me:word@db.example/crm"])
async def test_sql(url: str) -> None:
    """SQLite and PostgreSQL are the embedded CRM, and opening it connects to nothing."""
    crm = open_crm(url)
    assert isinstance(crm.people, SqlCrm)
    await crm.close()


async def test_the_deadline_is_the_one_given() -> None:
    """A CRM that takes longer than it has is away, and the error says how long that was."""
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        crm = open_crm(f"postgresql://a@127.0.0.1:{deaf.getsockname()[1]}/crm", seconds=0.05)
        with pytest.raises(CrmUnavailable, match=r"did not answer in 0\.05 s"):
            await crm.ping()


@pytest.mark.parametrize("url", ["", "crm.db", "mysql://db.example/crm", "hubspoot://x", ":"])
def test_unknown_scheme(url: str) -> None:
    """Anything else is refused in a sentence that says which schemes are known."""
    with pytest.raises(CrmMisconfigured, match="memory, postgresql, sqlite"):
        open_crm(url)


@pytest.mark.parametrize("url", ["sqlite:", "postgresql", "sqlite//crm.db", "postgresql:db:x"])
def test_malformed_url(url: str) -> None:
    """A known scheme with a malformed rest is refused in a sentence that says what to write."""
    with pytest.raises(
        CrmMisconfigured, match=r"CRM_URL (is no URL|begins with none of the known)"
    ):
        open_crm(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_sqlite_without_a_file(url: str) -> None:
    """SQLite without a file would give each connection a CRM of its own, and is refused."""
    with pytest.raises(CrmMisconfigured, match="names no file"):
        open_crm(url)


def test_password_stays_out_of_the_error() -> None:
    """The sentence about a wrong URL does not repeat it: it may hold a password."""
    with pytest.raises(CrmMisconfigured) as caught:
        open_crm("mysql://me:secret@db.example/crm")
    assert "secret" not in str(caught.value)


async def test_is_demo(tmp_path: Path) -> None:
    """A CRM is the demo once it was seeded, not merely because its tables exist."""
    crm = SqlCrm(f"sqlite:///{tmp_path}/crm.db")
    try:
        await crm.create_schema()
        assert not await is_demo(whole(crm))
        await seed(crm, demo_dataset(TODAY), today=TODAY)
        assert await is_demo(whole(crm))
    finally:
        await crm.close()


async def test_is_demo_in_memory() -> None:
    """In memory, what `memory:` opens is the demo, and other content is not."""
    assert await is_demo(open_crm("memory:"))
    assert not await is_demo(whole(MemoryCrm(Dataset())))


def test_a_database_that_is_not_used_is_not_loaded() -> None:
    """A CRM on SQLite is spared the memory of PostgreSQL's driver."""
    code = "import sys; from actions.crm.registry import open_crm; open_crm('sqlite:///x.db')"
    asked = f"{code}; sys.exit('asyncpg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
