"""Bootstrap of the first agent's account, so that somebody can log in at all."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from handoff.config.settings import Settings
from handoff.core.errors import NotFound
from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.passwords import Passwords, make_up
from handoff.store.db.database import Database


class FirstAgent(msgspec.Struct, frozen=True, kw_only=True):
    """Their login. `password` is None unless it was set just now: only a hash is kept."""

    email: str
    password: str | None
    created: bool


async def make(settings: Settings, *, new_password: bool) -> FirstAgent:
    """Create the account when there is none at all; with `new_password` set a new one."""
    db = Database(settings.database_url)
    try:
        accounts = Accounts(db, lambda: datetime.now(UTC))
        if await accounts.count() == 0:
            return await _create(accounts, settings)
        return await _known(accounts, settings, new_password=new_password)
    finally:
        await db.close()


async def _create(accounts: Accounts, settings: Settings) -> FirstAgent:
    password = settings.first_agent_password or make_up()
    email = settings.first_agent_email
    agent = await accounts.create(
        email=email,
        name=email.partition("@")[0].replace(".", " ").title(),
        password_hash=await Passwords().hash(password),
        role="admin",
    )
    return FirstAgent(email=agent.email, password=password, created=True)


async def _known(accounts: Accounts, settings: Settings, *, new_password: bool) -> FirstAgent:
    found = await accounts.by_email(settings.first_agent_email)
    if found is None:
        raise NotFound(
            f"There are agents, but {settings.first_agent_email} is none of them: "
            "put one of theirs into FIRST_AGENT_EMAIL."
        )
    agent, _ = found
    if not new_password:
        return FirstAgent(email=agent.email, password=None, created=False)
    password = settings.first_agent_password or make_up()
    await accounts.set_password(agent.id, await Passwords().hash(password))
    return FirstAgent(email=agent.email, password=password, created=False)
