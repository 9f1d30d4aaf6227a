"""Fill the embedded CRM with the demo shop: `python -m actions.crm.seed [--reset]`.

Takes the database from `CRM_URL`, and that of the desk's own records from `RECORDS_URL` where
there is one. Does nothing where the demo is in already; `--reset` empties it
and fills it anew, with dates counted from today. A CRM with other content is left alone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import columns, rows, tables
from actions.crm.dataset import Dataset
from actions.crm.desk_records import filling
from actions.crm.engine import driver_errors, writing
from actions.crm.errors import CrmError, CrmRefused, CrmUnavailable
from actions.crm.population import demo_population
from actions.crm.sql import DEMO_SEED, SqlCrm
from actions.crm.sql_database import DEADLINE_SECONDS, SqlDatabase
from contracts.business import home_today

Outcome = Literal["seeded", "kept"]


async def seed(
    crm: SqlCrm,
    data: Dataset,
    *,
    today: date,
    reset: bool = False,
    records: SqlDatabase | None = None,
) -> Outcome:
    """Create the tables and fill them with `data`, in one transaction; `kept` if that was done.

    `records` is where the desk's own go, by default into the CRM's database.

    Raises `CrmRefused` where there is content that no seeding made, `CrmUnavailable`.
    """
    try:
        await crm.create_schema()
        async with (
            writing(crm.database.engine) as connection,
            _beside(connection, records) as desk,
        ):
            await filling.prepare(desk)
            if await _seeded(connection):
                if not reset:
                    return "kept"
                await filling.empty(desk)
                await _empty(connection)
            await _refuse_foreign_content(connection)
            await _fill(connection, data, today)
            await filling.fill(desk, data)
    except driver_errors() as exc:
        raise CrmUnavailable(f"The CRM's database cannot be written: {_cause(exc)}") from exc
    return "seeded"


@asynccontextmanager
async def _beside(
    connection: AsyncConnection, records: SqlDatabase | None
) -> AsyncIterator[AsyncConnection]:
    """A transaction on the desk's own records: the same one where they are in one database."""
    if records is None:
        yield connection
        return
    async with writing(records.engine) as other:
        yield other


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


async def _run(url: str, records_url: str | None, *, reset: bool) -> str:
    crm, today = SqlCrm(url), home_today(os.environ)
    records = _own_database(records_url)
    try:
        data = demo_population(today)
        outcome = await seed(crm, data, today=today, reset=reset, records=records)
    finally:
        await crm.close()
        if records is not None:
            await records.close()
    if outcome == "kept":
        return "The demo CRM is seeded already; --reset fills it anew."
    return f"Seeded the demo CRM: {len(data.customers)} customers, {len(data.orders)} orders."


def _own_database(url: str | None) -> SqlDatabase | None:
    """Where the desk keeps its own records, unless in the CRM's database."""
    if not url:
        return None
    return SqlDatabase(url, deadline=DEADLINE_SECONDS, setting="RECORDS_URL")


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
        sys.stdout.write(asyncio.run(_run(url, os.environ.get("RECORDS_URL"), reset=reset)) + "\n")
    except CrmError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
