"""Every column of every store says what it holds of people, where it is declared."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from actions.crm import shop_personal
from actions.crm.desk_records import personal
from actions.crm.desk_records.tables import metadata as desk_records
from actions.crm.personal_rows import of_customers, tables_of_customers, to_blank
from actions.crm.schema import metadata as shop
from bot import forgetting
from bot.tables import metadata as tracker_store
from contracts.personal_data import KEY, PersonalData, declared
from handoff.store.privacy import belonging, blanking
from handoff.store.tables.schema import metadata as desk

ROOT = Path(__file__).parents[2]
STORES = {"desk": desk, "desk_records": desk_records, "shop": shop, "tracker_store": tracker_store}
DECLARING = {
    "handoff/store/tables/metadata.py",
    "actions/crm/desk_records/tables.py",
    "actions/crm/columns.py",
    "bot/tables.py",
}
"""Where a schema begins."""
COLUMNS = [
    pytest.param(column, id=f"{store}.{table.name}.{column.name}")
    for store, metadata in STORES.items()
    for table in metadata.sorted_tables
    for column in table.columns
]


@pytest.mark.parametrize("column", COLUMNS)
def test_column_says_what_it_holds_of_people(column: sa.Column) -> None:
    """A column declares its personal data, or that it holds none."""
    assert KEY in column.info, f"say info=personal(…) or info=NOT_PERSONAL of {column}"
    found = column.info[KEY]
    assert found is None or isinstance(found, PersonalData)
    assert found is None or found.why.startswith("to ")


def test_column_that_says_nothing_is_an_error() -> None:
    """Nobody takes silence for a column without personal data."""
    with pytest.raises(KeyError):
        declared(sa.Column("told", sa.Text).info)


def test_every_schema_is_looked_at() -> None:
    """There is no schema that these tests do not know."""
    begins = re.compile(r"^metadata = .*MetaData\(", re.MULTILINE)
    found = {
        str(file.relative_to(ROOT))
        for package in ("contracts", "actions", "handoff", "bot")
        for file in (ROOT / package).rglob("*.py")
        if ".venv" not in file.parts and begins.search(file.read_text(encoding="utf-8"))
    }
    assert found == DECLARING


def test_long_texts_of_customers_are_declared() -> None:
    """Of JSON and long texts only those are not personal that are known for what they are."""
    known = {
        *("canned_replies.text", "conversations.labels", "agents.skills", "api_tokens.scopes"),
        *("handoffs.more_skills", "erasures.marks", "erasures.receipts"),
    }
    silent = {
        f"{table.name}.{column.name}"
        for table in desk.sorted_tables
        for column in table.columns
        if isinstance(column.type, (sa.Text, sa.JSON)) and declared(column.info) is None
    }
    assert silent == known


STEPS = {
    "desk": (desk, belonging.WHERE),
    "desk_records": (desk_records, personal.WHERE),
    "shop": (shop, shop_personal.WHERE),
}


@pytest.mark.parametrize("store", STEPS)
def test_every_personal_column_belongs_to_a_step(store: str) -> None:
    """Export and erasure follow one list, and no table that tells of customers is missing in it."""
    metadata, steps = STEPS[store]
    assert {table.name for table in steps} == {
        table.name for table in tables_of_customers(metadata)
    }


@pytest.mark.parametrize("store", STEPS)
def test_every_personal_column_can_be_emptied(store: str) -> None:
    """What is no text and must not be empty says what is to stand there, or its row goes."""
    removed = (
        *blanking.REMOVED,
        *blanking.BY_THEMSELVES,
        *personal.REMOVED,
        *shop_personal.REMOVED,
    )
    blanks = {**blanking.BLANKS, **shop_personal.BLANKS}
    for table in tables_of_customers(STEPS[store][0]):
        for column in () if table in removed else to_blank(table):
            assert column.nullable or column in blanks or isinstance(column.type, sa.String), column


def test_all_of_the_tracker_store_is_dropped() -> None:
    """The bot drops rows, so that each of its tables is one that it forgets."""
    forgotten = inspect.getsource(forgetting)
    for table in tables_of_customers(tracker_store):
        assert f"tables.{table.name.removeprefix('bot_')}" in forgotten, table.name


def test_the_books_are_kept() -> None:
    """What the law has a shop keep is exported, and is not emptied."""
    invoices = shop.tables["invoices"]
    assert {column.name for column in of_customers(invoices)} == {"name", "vat_id"}
    assert to_blank(invoices) == ()
