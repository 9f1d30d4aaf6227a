"""What a migration does with what is there already."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from actions.crm.dataset import Dataset
from actions.crm.memory import MemoryCrm
from handoff import migrations
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine.worker import Worker
from handoff.store.db.database import Database
from handoff.store.read_models.search import Search, Wanted
from tests.postgres import postgres_url
from tests.whole_crm import whole

FOUND_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TIME = "2026-03-02 09:00:00+00:00"
OLD_CASE = (
    "INSERT INTO conversations (id, channel, address, customer_name, level, owner, epoch, last_seq,"
    " question_seq, handled_seq, known_seq, locale, page, opened_at, updated_at) VALUES ('cv_1',"
    " 'webchat', 'v:1', 'Lindqvist', 'anonymous', 'bot', 1, 1, 0, 0, 0, 'en', '{}', :at, :at)",
    "INSERT INTO messages (id, conversation_id, seq, author_kind, kind, channel, text, content,"
    " for_bot, at) VALUES ('m_1', 'cv_1', 1, 'customer', 'text', 'webchat', 'my parcel', '{}',"
    " false, :at)",
    "INSERT INTO handoffs (id, conversation_id, idempotency_key, state, reason, skill, priority,"
    " packet, created_at, queued_at, counts_from, more_skills) VALUES ('ho_1', 'cv_1', 'k',"
    " 'queued', 'policy', 'orders', 'normal', :packet, :at, :at, :at, '[]')",
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each database, empty."""
    return f"sqlite:///{tmp_path}/desk.db" if request.param == "sqlite" else postgres_url()


def fill(url: str) -> None:
    """A desk of the second version, with a complaint of a visitor."""
    config = migrations.config(url)
    command.upgrade(config, "0002")
    at = TIME.removesuffix("+00:00") if url.startswith("sqlite") else TIME
    with migrations.engine(config.attributes["url"]).begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO conversations (id, channel, address, level, owner, epoch, last_seq,"
                " question_seq, handled_seq, known_seq, locale, page, opened_at, updated_at)"
                " VALUES ('cv_1', 'webchat', 'v:1', 'anonymous', 'bot', 1, 0, 0, 0, 0, 'en', '{}',"
                " :at, :at)"
            ),
            {"at": at},
        )
        connection.execute(
            sa.text(
                "INSERT INTO complaints (turn_id, conversation_id, customer, topic, cause, carrier,"
                " at) VALUES ('t_1', 'cv_1', 'cv_1', 'order_missing', 'lost', 'Northway', :at)"
            ),
            {"at": at},
        )


async def test_complaints_move_to_the_crm(url: str) -> None:
    """What the bridge had counted itself is owed to the CRM, with its root cause and its time."""
    fill(url)
    migrations.upgrade(url)
    crm, db = whole(MemoryCrm(Dataset())), Database(url)
    await Worker(CrmTasks(db, crm, lambda: FOUND_AT)).run_due()
    await db.close()
    [filed] = await crm.records.complaints(FOUND_AT, datetime.max.replace(tzinfo=UTC))
    assert (filed.root_cause, filed.carrier, filed.customer_id) == (
        "carrier_loss",
        "Northway",
        None,
    )
    assert (filed.opened_at, filed.conversation_id) == (FOUND_AT, "cv_1")


async def test_what_was_said_before_can_be_searched(url: str) -> None:
    """Messages, customers, moods and topics from before the search are found as later ones are."""
    config = migrations.config(url)
    command.upgrade(config, "0030")
    at = TIME.removesuffix("+00:00") if url.startswith("sqlite") else TIME
    packet = '{"sentiment": {"label": "tense"}, "intents": [{"name": "refund", "confidence": 1}]}'
    with migrations.engine(config.attributes["url"]).begin() as connection:
        for statement in OLD_CASE:
            connection.execute(sa.text(statement), {"at": at, "packet": packet})
    migrations.upgrade(url)
    db = Database(url)
    search = Search(db)
    try:
        assert [hit.seq for hit in await search.find(Wanted(text="parcel"))] == [1]
        assert [hit.seq for hit in await search.find(Wanted(text="lindqvist"))] == [0]
        assert len(await search.find(Wanted(mood="tense", topic="refund"))) == 1
    finally:
        await db.close()


async def test_what_the_crm_is_owed_knows_whom_it_concerns(url: str) -> None:
    """Tasks from before the lanes are done in the order of their customer and conversation, too."""
    config = migrations.config(url)
    command.upgrade(config, "0050")
    at = TIME.removesuffix("+00:00") if url.startswith("sqlite") else TIME
    owed = (
        "INSERT INTO crm_tasks (idempotency_key, kind, payload, state, attempts, due_at)"
        " VALUES (:key, :kind, :payload, 'queued', 0, :at)"
    )
    payloads = (
        '{"type": "settled", "conversation_id": "cv_1"}',
        '{"type": "rating", "customer_id": null, "conversation_id": "cv_2", "score": 4}',
        '{"type": "note", "customer_id": "c-0001", "conversation_id": "cv_3"}',
    )
    with migrations.engine(config.attributes["url"]).begin() as connection:
        for key, payload in enumerate(payloads):
            values = {"key": str(key), "kind": "x", "payload": payload, "at": at}
            connection.execute(sa.text(owed), values)
    migrations.upgrade(url)
    found = sa.text("SELECT customer_id, conversation_id FROM crm_tasks ORDER BY id")
    with migrations.engine(config.attributes["url"]).begin() as connection:
        rows = [tuple(row) for row in connection.execute(found)]
    assert rows == [(None, "cv_1"), (None, "cv_2"), ("c-0001", "cv_3")]
    command.downgrade(config, "0050")
    migrations.upgrade(url)
