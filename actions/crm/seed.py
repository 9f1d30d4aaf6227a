"""Fill the embedded CRM with the demo shop: `python -m actions.crm.seed [--reset]`.

Takes the database from `CRM_URL`. Does nothing where the demo is in already; `--reset` empties it
and fills it anew, with dates counted from today. A CRM with other content is left alone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import columns, rows, tables
from actions.crm.dataset import Dataset
from actions.crm.engine import driver_errors, writing
from actions.crm.errors import CrmError, CrmRefused, CrmUnavailable
from actions.crm.population import demo_population
from actions.crm.sql import DEMO_SEED, SqlCrm
from actions.crm.writer import utc_now

Outcome = Literal["seeded", "kept"]


async def seed(crm: SqlCrm, data: Dataset, *, today: date, reset: bool = False) -> Outcome:
    """Create the tables and fill them with `data`, in one transaction; `kept` if that was done.

    Raises `CrmRefused` where there is content that no seeding made, `CrmUnavailable`.
    """
    try:
        await crm.create_schema()
        async with writing(crm.engine) as connection:
            if await _seeded(connection):
                if not reset:
                    return "kept"
                await _empty(connection)
            await _refuse_foreign_content(connection)
            await _fill(connection, data, today)
    except driver_errors() as exc:
        raise CrmUnavailable(f"The CRM's database cannot be written: {_cause(exc)}") from exc
    return "seeded"


async def _seeded(connection: AsyncConnection) -> bool:
    mark = sa.select(tables.meta.c.value).where(tables.meta.c.name == "seed")
    return bool(await connection.scalar(mark) == DEMO_SEED)


async def _refuse_foreign_content(connection: AsyncConnection) -> None:
    if await connection.scalar(sa.select(tables.customers.c.id).limit(1)) is not None:
        raise CrmRefused("CRM_URL names a CRM with customers of its own; it is left as it is.")


async def _empty(connection: AsyncConnection) -> None:
    for table in reversed(columns.metadata.sorted_tables):
        await connection.execute(sa.delete(table))


async def _fill(connection: AsyncConnection, data: Dataset, today: date) -> None:
    for table, content in rows.dataset_rows(data).items():
        if content:
            await connection.execute(sa.insert(table), content)
    marks = [
        {"name": "seed", "value": DEMO_SEED},
        {"name": "seeded_on", "value": today.isoformat()},
    ]
    await connection.execute(sa.insert(tables.meta), marks)


def _cause(exc: BaseException) -> str:
    """The driver's own words, in one line."""
    return str(getattr(exc, "orig", exc)).splitlines()[0]


async def _run(url: str, *, reset: bool) -> str:
    crm, today = SqlCrm(url), utc_now().date()
    try:
        data = demo_population(today)
        outcome = await seed(crm, data, today=today, reset=reset)
    finally:
        await crm.close()
    if outcome == "kept":
        return "The demo CRM is seeded already; --reset fills it anew."
    return f"Seeded the demo CRM: {len(data.customers)} customers, {len(data.orders)} orders."


def main(arguments: Sequence[str] | None = None) -> int:
    """Seed the CRM that `CRM_URL` names; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m actions.crm.seed")
    parser.add_argument("--reset", action="store_true", help="empty the demo CRM, then fill it")
    reset = parser.parse_args(arguments).reset
    url = os.environ.get("CRM_URL")
    if not url:
        sys.stderr.write("CRM_URL is not set: write for instance sqlite:///var/crm.db\n")
        return 1
    try:
        sys.stdout.write(asyncio.run(_run(url, reset=reset)) + "\n")
    except CrmError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
