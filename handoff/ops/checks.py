"""Health checks at the command line: whether what the bridge needs is there, asked once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from actions.crm.errors import CrmError
from actions.crm.registry import open_crm
from handoff.bot_link.client import BotClient
from handoff.bot_link.health import Alive, Endpoint
from handoff.config.settings import Settings
from handoff.store.db.database import Database

SECONDS = 5.0


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A part, and what is wrong with it."""

    name: str
    problem: str | None


async def check_all(settings: Settings) -> tuple[Line, ...]:
    """Ask the database, the CRM, the bot and the action server."""
    db = Database(settings.database_url)
    crm = open_crm(
        settings.crm_url,
        records_url=settings.records_url,
        env=settings.environment(),
    )
    bot = BotClient(settings.bot_urls, settings.bot_token, seconds=SECONDS)
    actions = Endpoint(settings.actions_url)
    try:
        return (
            Line(name="database", problem=await _problem(db.ping())),
            Line(name="crm", problem=await _problem(crm.ping())),
            Line(name="bot", problem=await _away(bot)),
            Line(name="actions", problem=await _away(actions)),
        )
    finally:
        for part in (bot, actions, crm, db):
            await part.close()


async def _problem(asked: Awaitable[None]) -> str | None:
    try:
        async with asyncio.timeout(SECONDS):
            await asked
    except TimeoutError:
        return f"no answer within {SECONDS:g} seconds"
    except (SQLAlchemyError, CrmError, OSError) as exc:
        return str(getattr(exc, "orig", None) or exc)
    return None


async def _away(server: Alive) -> str | None:
    return None if await server.alive() else "no answer"
