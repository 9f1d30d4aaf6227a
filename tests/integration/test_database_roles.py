"""Each process has a role of its own on PostgreSQL, with which it reads nothing of the others."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import sqlalchemy as sa
from psycopg2.errors import InsufficientPrivilege
from sqlalchemy.engine import make_url

from actions.crm.demo import demo_dataset
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from bot import tables as bot_tables
from handoff import migrations
from handoff.store.tables.metadata import metadata
from tests.demo_fixtures import today
from tests.desk import Desk
from tests.postgres import postgres_url

SCRIPT = Path(__file__).parents[2] / "deploy/postgres.sql"
ROLES = ("migrate", "bridge", "bot", "actions")
MAY_CONNECT = {
    "desk": {"migrate", "bridge"},
    "tracker": {"bot"},
    "crm": {"bridge", "actions"},
}
pytestmark = pytest.mark.postgres


class Server:
    """A server on which the script has been run."""

    def __init__(self) -> None:
        self._any = make_url(postgres_url())

    def run_script(self) -> None:
        """As an administrator does."""
        psql = shutil.which("psql")
        if psql is None:
            pytest.skip("needs psql: apt-get install postgresql-client")
        passwords = {f"{role.upper()}_DATABASE_PASSWORD": f"{role}'s own" for role in ROLES}
        where = ["-h", str(self._any.host), "-p", str(self._any.port), "-U", "postgres"]
        command = [psql, "-v", "ON_ERROR_STOP=1", "--no-psqlrc", *where, "-f", str(SCRIPT)]
        done = subprocess.run(
            command, env=os.environ | passwords, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def url(self, role: str, database: str) -> str:
        """The address of a database for one of the roles."""
        mine = self._any.set(username=f"warmdesk_{role}", password=f"{role}s", database=database)
        return mine.render_as_string(hide_password=False)

    def does(self, role: str, database: str, statement: str) -> None:
        """Have a role do something. Raises psycopg2's errors."""
        with closing(psycopg2.connect(self.url(role, database))) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)


@pytest.fixture(scope="module")
def server() -> Server:
    """The script run once, and everything brought about as in a deployment."""
    made = Server()
    made.run_script()
    migrations.upgrade(made.url("migrate", "desk"))
    engine = sa.create_engine(
        made.url("bot", "tracker").replace("postgresql:", "postgresql+psycopg2:")
    )
    bot_tables.metadata.create_all(engine)
    engine.dispose()
    return made


@pytest.mark.parametrize("database", MAY_CONNECT)
@pytest.mark.parametrize("role", ROLES)
def test_a_process_opens_its_own_databases_alone(server: Server, role: str, database: str) -> None:
    """The bot's role does not get as far as the bridge's tables, nor the reverse."""
    if role in MAY_CONNECT[database]:
        server.does(role, database, "SELECT 1")
    else:
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            server.does(role, database, "SELECT 1")


async def test_the_bridge_works_with_rows_alone(server: Server) -> None:
    """A conversation goes from first word to answer; no table is made, changed or dropped."""
    desk = Desk(server.url("bridge", "desk"))
    try:
        await desk.say("hello")
        assert len(await desk.transcript()) == 2
    finally:
        await desk.close()
    for statement in (
        "CREATE TABLE more (id integer)",
        "ALTER TABLE messages ADD COLUMN more integer",
        "DROP TABLE messages",
        "TRUNCATE messages",
        "CREATE ROLE more",
    ):
        with pytest.raises(InsufficientPrivilege):
            server.does("bridge", "desk", statement)


def test_the_bridge_has_every_table(server: Server) -> None:
    """Also those of migrations that come later: what the migration makes is opened to it."""
    for table in metadata.sorted_tables:
        server.does("bridge", "desk", f'SELECT * FROM "{table.name}" LIMIT 0')
    server.does("migrate", "desk", "CREATE TABLE later (id serial PRIMARY KEY)")
    server.does("bridge", "desk", "INSERT INTO later DEFAULT VALUES")
    server.does("migrate", "desk", "DROP TABLE later")


@pytest.mark.parametrize(("first", "second"), [("actions", "bridge"), ("bridge", "actions")])
async def test_the_crm_is_shared(server: Server, first: str, second: str) -> None:
    """Whichever comes first makes the tables, and both read, write and add columns."""
    with closing(psycopg2.connect(server.url(first, "crm"))) as connection:
        connection.autocommit = True
        connection.cursor().execute("DROP OWNED BY CURRENT_USER")
    opened = [SqlCrm(server.url(role, "crm"), deadline=60) for role in (first, second)]
    try:
        await seed(opened[0], demo_dataset(today()), today=today())
        for number, crm in enumerate(opened):
            values = {
                "text": f"by {number}",
                "author": "bot",
                "idempotency_key": f"{first}{number}",
            }
            await crm.add_note("c-0001", **values)
        server.does(second, "crm", "ALTER TABLE notes ADD COLUMN more integer")
        noted = [note.text for note in await opened[0].notes("c-0001")]
        assert {"by 0", "by 1"} <= set(noted)
    finally:
        for crm in opened:
            await crm.close()


def test_a_server_of_before_is_brought_up(server: Server) -> None:
    """Run again it changes nothing, and what another role had made gets its owner."""
    with closing(psycopg2.connect(postgres_url().rpartition("/")[0] + "/desk")) as connection:
        connection.autocommit = True
        connection.cursor().execute("CREATE TABLE of_before (id integer)")
    server.run_script()
    server.does("bridge", "desk", "INSERT INTO of_before VALUES (1)")
    server.does("migrate", "desk", "DROP TABLE of_before")
    migrations.upgrade(server.url("migrate", "desk"))
