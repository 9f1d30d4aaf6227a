"""Schema base: one naming convention for all tables, and the events that all write."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


events = sa.Table(
    "events",
    metadata,
    sa.Column("cursor", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column(
        "body",
        sa.JSON,
        nullable=False,
        info=personal("words", "to tell open pages what has changed", "events"),
    ),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sqlite_autoincrement=True,
)


def plain_names(*tables: sa.Table) -> None:
    """SQLAlchemy 1.4 makes names a kind of string that msgspec refuses as a key of a row."""
    for column in (column for table in tables for column in table.columns):
        column.name = str(column.name)


plain_names(*metadata.tables.values())
