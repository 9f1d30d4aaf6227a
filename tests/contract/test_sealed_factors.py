"""Secrets of second factors are sealed in the database, and outlive a change of the desk's key."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest
import sqlalchemy as sa

from handoff.core.model import Agent
from handoff.store.accounts.seal import SEALED, Seal
from handoff.store.accounts.second_factors import SecondFactors
from handoff.store.tables.accounts import second_factors
from handoff.usecases.agent.second_factor import STEP_SECONDS, SecondFactorCheck
from tests.desk import Desk

OLD, NEW = "old-" * 8, "new-" * 8


def check(desk: Desk, *secrets: str) -> SecondFactorCheck:
    """The second factors of a desk with these secrets."""
    return SecondFactorCheck(SecondFactors(desk.db, Seal(secrets)), desk.clock)


async def rows(desk: Desk) -> list[dict[str, Any]]:
    """A dump of the table."""
    async with desk.db.read() as connection:
        return [dict(row) for row in (await connection.execute(second_factors.select())).mappings()]


def code(desk: Desk, secret: str) -> str:
    """What an app with that secret shows now."""
    return pyotp.TOTP(secret).at(desk.clock())


@pytest.fixture
async def kim(desk: Desk) -> Agent:
    """An admin."""
    return await desk.agent("Kim", role="admin")


async def turned_on(desk: Desk, agent: Agent) -> tuple[str, tuple[str, ...]]:
    """The secret of an agent's app, and their recovery codes, by the old key."""
    factor = check(desk, OLD)
    secret = (await factor.propose(agent)).secret
    codes = await factor.confirm(agent, code(desk, secret))
    desk.clock.forward(seconds=STEP_SECONDS)
    return secret, codes


async def test_a_dump_of_the_table_makes_no_codes(desk: Desk, kim: Agent) -> None:
    """Whoever reads the table has nothing that an app, or the desk without its key, takes."""
    secret, recovery = await turned_on(desk, kim)
    (row,) = await rows(desk)
    assert row["secret"].startswith(SEALED)
    dumped = repr(row)
    assert not any(one in dumped for one in (secret, *recovery, OLD))
    assert not await check(desk, NEW).holds(kim.id, code(desk, secret))
    with pytest.raises(ValueError, match=r"[Bb]ase32|Non-base32|padding"):
        pyotp.TOTP(row["secret"]).at(desk.clock())


async def test_a_secret_is_sealed_for_its_account(desk: Desk, kim: Agent) -> None:
    """A row that is copied to somebody else opens nothing."""
    secret, _ = await turned_on(desk, kim)
    ada = await desk.agent("Ada", role="admin")
    (row,) = await rows(desk)
    async with desk.db.write() as tx:
        await tx.connection.execute(second_factors.insert().values({**row, "agent_id": ada.id}))
    assert not await check(desk, OLD).holds(ada.id, code(desk, secret))
    assert await check(desk, OLD).holds(kim.id, code(desk, secret))


async def test_another_key_takes_over(desk: Desk, kim: Agent) -> None:
    """With the old key told, everything is sealed by the new one, and the old one can go."""
    secret, _ = await turned_on(desk, kim)
    assert await SecondFactors(desk.db, Seal([NEW, OLD])).reseal() == 0
    (sealed,) = await rows(desk)
    assert not await check(desk, OLD).holds(kim.id, code(desk, secret))
    assert await check(desk, NEW).holds(kim.id, code(desk, secret))
    assert await SecondFactors(desk.db, Seal([NEW])).reseal() == 0
    (again,) = await rows(desk)
    assert again["secret"] == sealed["secret"]


async def test_secrets_of_before_are_sealed(desk: Desk, kim: Agent) -> None:
    """What an earlier version has kept as it is goes on, and is sealed at the next start."""
    secret, _ = await turned_on(desk, kim)
    async with desk.db.write() as tx:
        await tx.connection.execute(sa.update(second_factors).values(secret=secret))
    factors = SecondFactors(desk.db, Seal([NEW]))
    assert await factors.reseal() == 0
    (row,) = await rows(desk)
    assert secret not in repr(row)
    assert await check(desk, NEW).holds(kim.id, code(desk, secret))


async def test_a_lost_key_leaves_recovery_codes(desk: Desk, kim: Agent) -> None:
    """It is counted, locks nobody out who has kept their codes, and lets nobody else in."""
    secret, recovery = await turned_on(desk, kim)
    assert await SecondFactors(desk.db, Seal([NEW])).reseal() == 1
    factor = check(desk, NEW)
    assert await factor.is_on(kim.id)
    assert not await factor.holds(kim.id, code(desk, secret))
    assert await factor.holds(kim.id, recovery[0])
