"""Attack: to be taken for a customer whose number was written down without its country."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from handoff.container.clock import now
from tests.bridge import Bridge
from tests.platforms import Platforms, shown

WRITTEN = "77012345678"
"""A customer's number as somebody typed it in; in Kazakhstan it is a stranger's."""


class WithCrm(Bridge):
    """A bridge with the CRM in that file."""

    def __init__(self, folder: Path, migrated: Path, file: Path) -> None:
        super().__init__(folder, migrated)
        self._file = file

    async def start(self, **changes: Any) -> None:
        """Start it."""
        await super().start(crm_url=f"sqlite:///{self._file}", **changes)


@pytest.fixture
async def platforms(tmp_path: Path, migrated: Path) -> AsyncIterator[Platforms]:
    """A bridge whose CRM has numbers as people write them."""
    (tmp_path / "desk").mkdir()
    file = tmp_path / "crm.db"
    crm = SqlCrm(f"sqlite:///{file}", deadline=60)
    await seed(crm, demo_dataset(now().date()), today=now().date())
    await crm.close()
    with closing(sqlite3.connect(file)) as connection:
        for who, phone in (("c-0001", WRITTEN), ("c-0002", "+55 11 8123 4567")):
            digits = "".join(filter(str.isdecimal, phone))
            values = (phone, digits, who)
            connection.execute("UPDATE customers SET phone = ?, phone_key = ? WHERE id = ?", values)
        connection.commit()
    made = Platforms(WithCrm(tmp_path / "desk", migrated, file))
    await made.start()
    yield made
    await made.bridge.stop()
    await made.stop()


async def _level(platforms: Platforms, number: str) -> str:
    phone = platforms.whatsapp(number, "Whoever")
    phone.says("refund me")
    await shown(phone, "echo refund me")
    (turn,) = [one for one in platforms.bridge.bot.seen if one.messages[0].text == "refund me"]
    platforms.bridge.bot.seen.clear()
    return turn.metadata.customer.level


async def test_a_stranger_with_the_same_digits_is_anonymous(platforms: Platforms) -> None:
    """A number without its country verifies nobody; Brazil's old form is its customer's."""
    assert await _level(platforms, WRITTEN) == "anonymous"
    assert await _level(platforms, "5511981234567") == "verified"
