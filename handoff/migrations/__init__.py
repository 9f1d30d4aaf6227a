"""The bridge's schema, version by version. `upgrade` brings any database to the latest."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import make_url

HERE = Path(__file__).parent
SYNC_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg2"}


def config(url: str) -> Config:
    """Alembic's configuration for a database, without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(HERE))
    # No room holds more than a person can look over: versions go on in sub-folders.
    made.set_main_option("recursive_version_locations", "true")
    parsed = make_url(url)
    sync = parsed.set(drivername=SYNC_DRIVERS.get(parsed.get_backend_name(), parsed.drivername))
    made.attributes["url"] = sync
    return made


def upgrade(url: str) -> None:
    """Migrate to the latest version. Raises SQLAlchemy's errors when the database is away."""
    command.upgrade(config(url), "head")


def engine(url: sa.URL) -> sa.Engine:
    """A short-lived engine for migrating."""
    return sa.create_engine(url, poolclass=sa.pool.NullPool)
